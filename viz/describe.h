// What a picture says, in words, for readers who cannot see it.
#pragma once

#include <string>

#include "viz/scene.h"

namespace citygraph::viz {

// "Network diagram of 60 cities with 120 connections. Most connected: Durban (12), Lisbon (9).
// Strongest connection: …". One to four sentences.
std::string Describe(const Scene& scene);

}  // namespace citygraph::viz
