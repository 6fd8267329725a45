// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wire_watch.h"

#include "core/omemo/sealed.h"
#include "tests/support/xml.h"

namespace sotto::test {
namespace {

constexpr std::size_t kMacSize = 8;

/// One field of a protocol buffer: a number or bytes, as its wire type says.
struct Field {
    std::uint64_t id = 0;
    std::uint64_t number = 0;
    ByteView bytes;
};

std::optional<std::uint64_t> readVarint(ByteView& in)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !in.empty(); shift += 7) {
        const auto byte = in.front();
        in = in.subspan(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0)
            return value;
    }
    return std::nullopt;
}

std::optional<Field> readField(ByteView& in)
{
    const auto tag = readVarint(in);
    const auto value = tag ? readVarint(in) : std::nullopt;
    if (!value)
        return std::nullopt;
    Field field{*tag >> 3U, *value, {}};
    if ((*tag & 7U) == 0)
        return field;
    if ((*tag & 7U) != 2 || *value > in.size())
        return std::nullopt;
    field.bytes = in.first(*value);
    in = in.subspan(*value);
    return field;
}

std::optional<Field> findField(ByteView in, std::uint64_t id)
{
    while (!in.empty()) {
        const auto field = readField(in);
        if (!field || field->id == id)
            return field;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::pair<RatchetPlace, Bytes>> readRatchetMessage(ByteView bytes, bool isPreKey)
{
    if (isPreKey) {
        const auto inner = bytes.empty() ? std::nullopt : findField(bytes.subspan(1), 4);
        return inner ? readRatchetMessage(inner->bytes, false) : std::nullopt;
    }
    if (bytes.size() < 1 + kMacSize)
        return std::nullopt;
    const auto fields = bytes.subspan(1, bytes.size() - 1 - kMacSize);
    const auto key = findField(fields, 1);
    const auto counter = findField(fields, 2);
    const auto ciphertext = findField(fields, 4);
    if (!key || !counter || !ciphertext)
        return std::nullopt;
    return std::pair{RatchetPlace{{key->bytes.begin(), key->bytes.end()},
                                  static_cast<std::uint32_t>(counter->number)},
                     Bytes(ciphertext->bytes.begin(), ciphertext->bytes.end())};
}

void WireWatch::take(const std::string& xml)
{
    take(element(xml));
}

void WireWatch::take(const xmpp::Element& message)
{
    const auto* const encrypted = message.child("encrypted", omemo::kSealedNs);
    if (!encrypted)
        return;
    const auto sealed = omemo::parseSealed(*encrypted);
    if (!sealed) {
        ++m_unreadable;
        return;
    }
    for (const auto& key : sealed->keys) {
        const auto read = readRatchetMessage(key.message.bytes, key.message.isPreKey);
        if (!read) {
            ++m_unreadable;
            continue;
        }
        const auto [known, isNew] = m_ciphertexts.insert(*read);
        if (!isNew && known->second != read->second)
            ++m_reused;
    }
}

}  // namespace sotto::test
