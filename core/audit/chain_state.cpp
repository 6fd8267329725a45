// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/chain_state.h"

#include "core/audit/numbers.h"
#include "core/crypto/digest.h"

#include <algorithm>

namespace sotto::audit {
namespace {

constexpr std::string_view kMagic = "SOTTOAU1";  // the last character is the version
constexpr std::size_t kSeqAt = 8, kSegmentAt = 16, kSizeAt = 24, kHeadAt = 32, kKeyAt = 64,
                      kSumAt = 96;

}  // namespace

ChainState ChainState::fresh(SecretBytes firstKey)
{
    ChainState state;
    state.head.assign(crypto::kSha256Size, 0);
    state.key = std::move(firstKey);
    return state;
}

SecretBytes toBytes(const ChainState& state)
{
    SecretBytes bytes{kStateBytes};
    const auto out = bytes.span();
    std::ranges::copy(viewOf(kMagic), out.begin());
    putNumber(out.subspan(kSeqAt), state.seq);
    putNumber(out.subspan(kSegmentAt), state.segment);
    putNumber(out.subspan(kSizeAt), state.size);
    std::ranges::copy(state.head, out.subspan(kHeadAt).begin());
    std::ranges::copy(state.key.view(), out.subspan(kKeyAt).begin());
    std::ranges::copy(crypto::sha256(bytes.view().first(kSumAt)), out.subspan(kSumAt).begin());
    return bytes;
}

Result<ChainState> stateFromBytes(ByteView bytes)
{
    const auto family = viewOf(kMagic.substr(0, kMagic.size() - 1));
    if (bytes.size() != kStateBytes || !std::ranges::equal(bytes.first(family.size()), family))
        return Error{Errc::Malformed, "audit state"};
    if (bytes[family.size()] > static_cast<std::uint8_t>(kMagic.back()))
        return Error{Errc::Newer, "audit state"};
    if (!std::ranges::equal(bytes.subspan(kSumAt), crypto::sha256(bytes.first(kSumAt))))
        return Error{Errc::Malformed, "audit state checksum"};
    ChainState state;
    state.seq = getNumber(bytes.subspan(kSeqAt));
    state.segment = getNumber(bytes.subspan(kSegmentAt));
    state.size = getNumber(bytes.subspan(kSizeAt));
    const auto head = bytes.subspan(kHeadAt, crypto::kSha256Size);
    state.head.assign(head.begin(), head.end());
    state.key =
        SecretBytes{bytes.subspan(kKeyAt, crypto::kSha256Size), SecretBytes::Memory::Locked};
    return state;
}

}  // namespace sotto::audit
