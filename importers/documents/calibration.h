// How often a place of a running text is right, by what its score makes of it.
#pragma once

namespace citygraph::importers {

// `probability`: of the best reading, by its score, in [0, 1]. The share of such answers that are
// right, as measured on news (scripts/calibration.py): scores are too sure at the top, where a text
// that never says which London it means looks clear, and too unsure below. Monotone, in [0, 1].
double CalibratedConfidence(double probability);

}  // namespace citygraph::importers
