// What one run of a query shares: the graph, parameters, limits, counters and the error.
//
// Threads: none; a run has one thread. Only `cancel` is set from elsewhere.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/storage/transaction.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/evaluate/batch.h"
#include "queries/cypher/evaluate/entities.h"
#include "queries/cypher/values/trap.h"

namespace citygraph::queries::cypher {

struct Limits {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::uint64_t max_rows =
      ~std::uint64_t{0};  // of the result; more are cut off with a notification
  std::uint64_t max_memory_bytes = ~std::uint64_t{0};
  const std::atomic<bool>* cancel = nullptr;
};

class Operator;
struct PlanNode;

struct Context {
  Context(const GraphView& view, Transaction* writer_);

  Entities entities;
  Transaction* writer;  // null when the statement only reads
  Trap trap;
  Limits limits;
  Counters counters;
  // The first that this statement made; ids grow, so that all from it on are its own.
  std::optional<NodeId> first_made_node;
  std::optional<RelationshipId> first_made_relationship;
  bool profile = false;

  std::size_t width = 0;                            // columns of a batch
  std::vector<Value> parameters;                    // by the plan's numbers
  std::vector<std::string_view> key_names;          // property names, by the plan's numbers
  std::vector<std::optional<TokenId>> keys;         // and their tokens, once known
  std::vector<Value> locals;                        // variables of comprehensions, by slot
  std::vector<std::unique_ptr<Operator>> subplans;  // made at their first use, by number
  std::vector<const Operator*> operators;           // by PlanNode::number, for PROFILE
  // Makes what runs a plan; set by whoever starts the run.
  std::unique_ptr<Operator> (*make_operator)(Context& context, const PlanNode& plan) = nullptr;

  DateTime now;  // when the statement began, UTC
  // What rand() draws from, made at its first use: setting it up costs a point query's tenth part.
  std::mt19937_64& Random();

  // Nodes to delete that still had relationships: must be free of them when the statement ends.
  std::vector<NodeId> doomed;
  Span doomed_where;  // what the last DELETE of them says

  ~Context();

  // The token of a property name; nothing when the graph has none such yet.
  std::optional<TokenId> Key(std::uint32_t number) {
    if (!keys[number]) keys[number] = entities.Key(key_names[number]);
    return keys[number];
  }

  // To be called now and then: false with an error once time is over or the user gave up.
  bool Tick() { return (++ticks_ & 0xff) != 0 || CheckTime(); }
  bool CheckTime();
  // Accounts for memory that an operator keeps; false with an error beyond the bound.
  bool Reserve(std::size_t bytes);
  void Release(std::size_t bytes) { memory_bytes_ -= std::min(memory_bytes_, bytes); }
  std::size_t peak_memory_bytes() const { return peak_memory_bytes_; }

 private:
  std::unique_ptr<std::mt19937_64> random_;
  std::uint32_t ticks_ = 0;
  std::size_t memory_bytes_ = 0;
  std::size_t peak_memory_bytes_ = 0;
};

}  // namespace citygraph::queries::cypher
