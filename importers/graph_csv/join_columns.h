// The columns of a file's pieces, one behind the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"

namespace citygraph::importers {

// Brings the columns to `rows` rows: what is not there yet is not set.
void Pad(std::vector<ColumnDraft>& columns, std::uint64_t rows);

// Appends the rows of a piece that are not dropped (none: all) to columns of `rows` rows. Files of
// one type need not have the same columns; those of one property are of one kind.
// `pieces_to_come`: at a file's first piece, how many it has, and room is made for all of them at
// once: what grows by and by is copied, and touched for the first time, again and again. Else 0.
void JoinColumns(std::vector<ColumnDraft>& columns, std::uint64_t rows,
                 const std::vector<ColumnDraft>& piece, std::size_t pieces_to_come,
                 const std::vector<bool>& dropped = {});

}  // namespace citygraph::importers
