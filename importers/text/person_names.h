// Words that make the name beside them a person's: "Mr Steele", "Christopher Steele", "Steele
// said".
#pragma once

#include <string_view>

namespace citygraph::importers {

// Common given names of English, Spanish, Portuguese, French and Arabic. Folded.
bool IsGivenName(std::string_view folded);

// A title or office before a name: "mr", "senator", "judge". Folded.
bool IsPersonTitle(std::string_view folded);

// A verb of saying or thinking after a name. Folded.
bool IsSpeechVerb(std::string_view folded);

// A day, month or feast, which English writes with a capital: "in Austin Monday". Folded.
bool IsCalendarWord(std::string_view folded);

}  // namespace citygraph::importers
