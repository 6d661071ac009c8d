// Turns a column draft into sections and its line in the catalogue.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/adjacency/section_writer.h"
#include "engine/base/result.h"

namespace citygraph {

// Row i of what is written is row row_at[i] of the drafts; an empty `row_at` leaves the order.
// Takes the drafts. Errors: kInvalidInput (a draft contradicts itself or `rows`), kIo.
Status WriteColumns(std::span<ColumnDraft> drafts, std::uint64_t rows,
                    std::span<const std::uint32_t> row_at, unsigned threads, SectionWriter& writer,
                    std::string& catalogue);

// Packs and writes integers: packed of ADJACENCY.md.
Status WritePacked(std::span<const std::int64_t> values, SectionWriter& writer,
                   std::string& catalogue);

}  // namespace citygraph
