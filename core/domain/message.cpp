// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message.h"

#include <array>

namespace sotto {
namespace {

constexpr std::array<std::string_view, 5> kUrgencyNames{"none", "fyi", "action", "concern", "stat"};

constexpr std::array<std::string_view, 9> kDeliveryNames{
    "draft", "queued", "sealed", "sent", "relayed", "delivered", "read", "acknowledged", "failed"};

constexpr std::uint16_t bit(Delivery state)
{
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(state));
}

constexpr std::uint16_t bits(auto... states)
{
    return static_cast<std::uint16_t>((0U | ... | bit(states)));
}

using enum Delivery;

/// Row: from. Bits: to. Evidence may arrive out of order (a read receipt can overtake the
/// relay's ack), so a later state may skip the ones before it.
constexpr std::array<std::uint16_t, 9> kNext{
    bits(Queued, Sealed),                                        // Draft
    bits(Sealed, Failed),                                        // Queued
    bits(Sent, Relayed, Delivered, Read, Acknowledged, Failed),  // Sealed
    bits(Relayed, Delivered, Read, Acknowledged, Failed),        // Sent
    bits(Delivered, Read, Acknowledged, Failed),                 // Relayed: a bounce can follow
    bits(Read, Acknowledged),                                    // Delivered
    bits(Acknowledged),                                          // Read
    0,                                                           // Acknowledged
    bits(Queued, Sealed),                                        // Failed
};

}  // namespace

std::string_view toName(Urgency urgency)
{
    return kUrgencyNames.at(static_cast<std::size_t>(urgency));
}

std::optional<Urgency> urgencyFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kUrgencyNames.size(); ++i)
        if (kUrgencyNames.at(i) == name)
            return static_cast<Urgency>(i);
    return std::nullopt;
}

std::optional<Urgency> urgencyFromByte(std::uint8_t byte)
{
    if (byte >= kUrgencyNames.size())
        return std::nullopt;
    return static_cast<Urgency>(byte);
}

bool mayAdvance(Delivery from, Delivery to)
{
    return (kNext.at(static_cast<std::size_t>(from)) & bit(to)) != 0;
}

std::string_view toName(Delivery delivery)
{
    return kDeliveryNames.at(static_cast<std::size_t>(delivery));
}

}  // namespace sotto
