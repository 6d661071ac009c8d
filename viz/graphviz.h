// The door to Graphviz: the only file that knows its types is graphviz.cc.
//
// Graphviz keeps global state, so one session at a time holds a lock for the whole process; others
// wait. It prints nothing: its complaints become the message of the Error.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "engine/base/result.h"
#include "viz/geometry.h"

struct GVC_s;

namespace citygraph::viz {

// What a layout found, by the `id` attributes of nodes and edges.
struct Arrangement {
  struct Place {
    Point centre;
    Size size;
  };
  std::map<std::string, Place> nodes;
  std::map<std::string, Route> routes;
};

class GraphvizSession {
 public:
  GraphvizSession();  // waits for its turn
  ~GraphvizSession();
  GraphvizSession(const GraphvizSession&) = delete;
  GraphvizSession& operator=(const GraphvizSession&) = delete;

  // Lays out a graph in the DOT language by `engine` ("neato", "sfdp", "dot", "nop").
  // Errors: kInternal, with what Graphviz said.
  Result<Arrangement> Arrange(const std::string& dot, const char* engine);

  // Draws a graph that has all its positions, as "svg", "png" or "pdf".
  Result<std::string> Draw(const std::string& dot, const char* format);

 private:
  std::unique_lock<std::mutex> lock_;
  GVC_s* context_ = nullptr;
};

}  // namespace citygraph::viz
