// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Qt 6.4's moc stumbles over <compare> unless <functional> came first.
// clang-format off
#include <functional>
#include <compare>

// clang-format on

namespace sotto {

/// A number that names one kind of thing; two kinds do not mix.
/// using MessageRowId = StrongId<struct MessageRowTag, std::int64_t>;
template <class Tag, class Number>
struct StrongId {
    Number value{};

    friend constexpr auto operator<=>(const StrongId&, const StrongId&) = default;
};

}  // namespace sotto

template <class Tag, class Number>
struct std::hash<sotto::StrongId<Tag, Number>> {
    std::size_t operator()(const sotto::StrongId<Tag, Number>& id) const noexcept
    {
        return std::hash<Number>{}(id.value);
    }
};
