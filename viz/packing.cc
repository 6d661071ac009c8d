#include "viz/packing.h"

#include <algorithm>
#include <numeric>

namespace citygraph::viz {
namespace {

// One round over all pairs that overlap; false when there were none.
bool PushOnce(std::vector<Point>& centres, const std::vector<Size>& sizes, double gap,
              std::vector<std::size_t>& order) {
  const auto left = [&](std::size_t i) { return centres[i].x - sizes[i].width / 2; };
  std::ranges::stable_sort(order, {}, left);
  double widest = 0;
  for (const Size& size : sizes) widest = std::max(widest, size.width);
  bool moved = false;
  for (std::size_t a = 0; a < order.size(); ++a) {
    const std::size_t i = order[a];
    for (std::size_t b = a + 1; b < order.size(); ++b) {
      const std::size_t j = order[b];
      // Boxes moved since the sort: look a box further than would do.
      if (left(j) > left(i) + sizes[i].width + widest + 2 * gap) break;
      const Point apart = centres[j] - centres[i];
      const double across = (sizes[i].width + sizes[j].width) / 2 + gap - std::abs(apart.x);
      const double up = (sizes[i].height + sizes[j].height) / 2 + gap - std::abs(apart.y);
      constexpr double kTouch = 1e-6;
      if (across <= kTouch || up <= kTouch) continue;
      moved = true;
      Point push;
      if (across < up) {
        push.x = (apart.x < 0 ? -1 : 1) * (across / 2 + 1e-3);
      } else {
        push.y = (apart.y < 0 || (apart.y == 0 && i > j) ? -1 : 1) * (up / 2 + 1e-3);
      }
      centres[i] = centres[i] - push;
      centres[j] = centres[j] + push;
    }
  }
  return moved;
}

// The upper edge of what was placed, as steps from left to right.
class Skyline {
 public:
  explicit Skyline(double width) : steps_{{0, 0}}, width_(width) {}

  // The lowest place for a box of that size, leftmost among equals: its lower left corner.
  Point Take(Size size) {
    std::size_t best = 0;
    double best_height = HUGE_VAL;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (i > 0 && steps_[i].x + size.width > width_) break;
      const double height = HeightOver(steps_[i].x, steps_[i].x + size.width);
      if (height < best_height - 1e-9) {
        best = i;
        best_height = height;
      }
    }
    const Point corner{steps_[best].x, best_height};
    Raise(corner.x, corner.x + size.width, corner.y + size.height);
    return corner;
  }

 private:
  double HeightOver(double from, double to) const {
    double height = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const double end = i + 1 < steps_.size() ? steps_[i + 1].x : HUGE_VAL;
      if (end > from + 1e-9 && steps_[i].x < to - 1e-9) height = std::max(height, steps_[i].y);
    }
    return height;
  }

  void Raise(double from, double to, double height) {
    double after = 0;
    for (const Point& step : steps_) {
      if (step.x <= to + 1e-9) after = step.y;
    }
    std::erase_if(steps_,
                  [&](const Point& step) { return step.x >= from - 1e-9 && step.x <= to + 1e-9; });
    steps_.push_back({from, height});
    steps_.push_back({to, after});
    std::ranges::sort(steps_, {}, &Point::x);
  }

  std::vector<Point> steps_;  // from x on, the edge is at y
  double width_;
};

}  // namespace

void PushApart(std::vector<Point>& centres, const std::vector<Size>& sizes, double gap) {
  std::vector<std::size_t> order(centres.size());
  std::iota(order.begin(), order.end(), 0);
  constexpr int kRounds = 60;
  while (true) {
    for (int round = 0; round < kRounds; ++round) {
      if (!PushOnce(centres, sizes, gap, order)) return;
    }
    for (Point& centre : centres) centre = centre * 1.06;
  }
}

std::vector<Point> Pack(const std::vector<Size>& sizes, double gap, double aspect) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) {
    return std::pair(sizes[i].height, sizes[i].width);
  });
  double widest = 0;
  double area = 0;
  for (const Size& size : sizes) {
    widest = std::max(widest, size.width + gap);
    area += (size.width + gap) * (size.height + gap);
  }
  std::vector<Point> best(sizes.size());
  double best_width = HUGE_VAL;
  const double least = std::max(widest, std::sqrt(area * aspect) * 0.9);
  for (double width = widest; width <= least * 2.2; width = std::max(width * 1.04, width + 5)) {
    if (width < least * 0.7 && width != widest) continue;
    Skyline skyline(width);
    std::vector<Point> centres(sizes.size());
    Box all;
    for (const std::size_t i : order) {
      const Point corner = skyline.Take({sizes[i].width + gap, sizes[i].height + gap});
      // The skyline grows upwards; the page is filled from the top.
      centres[i] = {corner.x + sizes[i].width / 2, -(corner.y + sizes[i].height / 2)};
      all.Add(Box::Around(centres[i], sizes[i]));
    }
    // The width of the page that would hold this.
    const double page_width = std::max(all.width(), all.height() * aspect);
    if (page_width < best_width - 1e-6) {
      best_width = page_width;
      best = centres;
    }
  }
  return best;
}

}  // namespace citygraph::viz
