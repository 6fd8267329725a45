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

struct Row {
    std::uint16_t advance;
    std::uint16_t late;
};

/// Row: from. What is in neither set cannot happen. Evidence may arrive out of order (a read
/// receipt can overtake the relay's ack), so a later state may skip the ones before it; the
/// report that was overtaken is then late. Queued and Failed take evidence too: an earlier
/// copy of the same message may have arrived after all. A message whose file is on its way to
/// the relay is a Draft until then.
constexpr std::array<Row, 9> kTable{{
    {bits(Queued, Sealed, Failed), 0},                                             // Draft
    {bits(Sealed, Relayed, Delivered, Read, Acknowledged, Failed), 0},             // Queued
    {bits(Sent, Relayed, Delivered, Read, Acknowledged, Failed), 0},               // Sealed
    {bits(Relayed, Delivered, Read, Acknowledged, Failed), bits(Sent)},            // Sent
    {bits(Delivered, Read, Acknowledged, Failed), bits(Sent, Relayed)},            // Relayed
    {bits(Read, Acknowledged), bits(Sent, Relayed, Delivered, Failed)},            // Delivered
    {bits(Acknowledged), bits(Sent, Relayed, Delivered, Read, Failed)},            // Read
    {0, bits(Sent, Relayed, Delivered, Read, Acknowledged, Failed)},               // Acknowledged
    {bits(Queued, Sealed, Delivered, Read, Acknowledged), bits(Relayed, Failed)},  // Failed
}};

}  // namespace

std::string_view toName(Answer answer)
{
    constexpr std::array<std::string_view, 4> names{"acknowledged", "accepted", "done", "declined"};
    return names.at(static_cast<std::size_t>(answer) - 2);
}

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

Transition transition(Delivery from, Delivery to)
{
    const auto& row = kTable.at(static_cast<std::size_t>(from));
    if ((row.advance & bit(to)) != 0)
        return Transition::Advance;
    return (row.late & bit(to)) != 0 ? Transition::Late : Transition::Wrong;
}

bool mayAdvance(Delivery from, Delivery to)
{
    return transition(from, to) == Transition::Advance;
}

bool maySealAnew(Delivery from)
{
    return from == Sealed || from == Sent;
}

std::string_view toName(Delivery delivery)
{
    return kDeliveryNames.at(static_cast<std::size_t>(delivery));
}

}  // namespace sotto
