// All nodes and relationships of a graph from the rows that are its truth: blocks, and single
// records over them. For making and checking what is derived from it.
#pragma once

#include <functional>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/encoding/records.h"
#include "engine/storage/store.h"

namespace citygraph {

using VisitNode = std::function<Status(NodeId, records::NodeRecord)>;
using VisitRelationship = std::function<Status(RelationshipId, records::RelationshipRecord)>;

// Each once, ascending by id, until the visit gives an error. Damaged rows: kCorruption goes to
// `damaged` when it is given and the scan goes on with the next row, else it ends the scan.
using OnDamage = std::function<void(const Error&)>;
Status ForEachNode(const Reader& reader, const VisitNode& visit, const OnDamage& damaged = {});
Status ForEachRelationship(const Reader& reader, const VisitRelationship& visit,
                           const OnDamage& damaged = {});

}  // namespace citygraph
