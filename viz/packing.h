// Boxes side by side: pushing apart what overlaps, and filling a page with parts.
#pragma once

#include <vector>

#include "viz/geometry.h"

namespace citygraph::viz {

// Moves centres as little as it can until no two boxes are nearer than `gap`, across or up.
// Always ends: what cannot be pushed apart is spread out.
void PushApart(std::vector<Point>& centres, const std::vector<Size>& sizes, double gap);

// Places for the middles of boxes of these sizes, at least `gap` apart, so that all together have
// about the shape of the page. Large boxes come first, at the top left.
std::vector<Point> Pack(const std::vector<Size>& sizes, double gap, double aspect);

}  // namespace citygraph::viz
