// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame.h"

#include <algorithm>
#include <charconv>

namespace sotto::app {
namespace {

constexpr std::size_t kMaxFrame = 64 * 1024;
constexpr std::size_t kMaxFields = 16;
constexpr std::size_t kLengthSize = 4;
constexpr std::int64_t kNoReason = -1;

void putLength(std::uint8_t* at, std::size_t length)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *at++ = static_cast<std::uint8_t>(length >> shift & 0xFF);
}

std::size_t getLength(const std::uint8_t* at)
{
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLengthSize; ++i)
        length = length << 8 | at[i];
    return length;
}

/// Only what a session may end with; anything else is no reason.
std::optional<ProblemKind> reasonOf(std::int64_t number)
{
    for (const auto kind : {ProblemKind::AccountDisabled, ProblemKind::AccessWithdrawn,
                            ProblemKind::SignedInElsewhere, ProblemKind::OutOfContact,
                            ProblemKind::DeviceErased, ProblemKind::DeviceRemoved}) {
        if (number == static_cast<std::int64_t>(kind))
            return kind;
    }
    return std::nullopt;
}

/// `body` is one frame without its length: type, then fields.
Result<Frame> parseBody(ByteView body)
{
    if (body.empty())
        return Error{Errc::Malformed, "empty frame"};
    Frame frame(static_cast<FrameType>(body[0]));
    body = body.subspan(1);
    while (!body.empty()) {
        if (body.size() < kLengthSize || frame.fields.size() == kMaxFields)
            return Error{Errc::Malformed, "field of a frame"};
        const auto length = getLength(body.data());
        body = body.subspan(kLengthSize);
        if (length > body.size())
            return Error{Errc::Malformed, "length of a field"};
        frame.fields.emplace_back(body.first(length));
        body = body.subspan(length);
    }
    return frame;
}

}  // namespace

Frame& Frame::add(std::string_view text)
{
    fields.emplace_back(viewOf(text));
    return *this;
}

Frame& Frame::add(std::int64_t number)
{
    return add(std::string_view{std::to_string(number)});
}

Frame& Frame::add(const SecretBytes& secret)
{
    fields.push_back(secret.clone());
    return *this;
}

std::string Frame::text(std::size_t at) const
{
    return at < fields.size() ? std::string{fields[at].text()} : std::string{};
}

std::int64_t Frame::number(std::size_t at) const
{
    std::int64_t value = 0;
    if (at < fields.size()) {
        const auto text = fields[at].text();
        std::from_chars(text.data(), text.data() + text.size(), value);
    }
    return value;
}

SecretBytes Frame::secret(std::size_t at) const
{
    return at < fields.size() ? fields[at].clone(SecretBytes::Memory::Locked) : SecretBytes{};
}

void addHandOver(Frame& frame, const HandOver& handOver)
{
    frame.add(handOver.loginToken).add(handOver.tokenExpiryMs).add(handOver.alertKey);
    frame.add(std::int64_t{handOver.device}).add(std::string_view{handOver.archiveCursor});
    frame.add(handOver.why ? static_cast<std::int64_t>(*handOver.why) : kNoReason);
    frame.add(handOver.fullLoginBootMs).add(handOver.quietUntilMs);
    frame.add(std::string_view{handOver.onCallRelease});
}

HandOver handOverOf(const Frame& frame, std::size_t firstField)
{
    HandOver handOver;
    handOver.loginToken = frame.secret(firstField);
    handOver.tokenExpiryMs = frame.number(firstField + 1);
    handOver.alertKey = frame.secret(firstField + 2);
    handOver.device = static_cast<std::uint32_t>(frame.number(firstField + 3));
    handOver.archiveCursor = frame.text(firstField + 4);
    handOver.why = reasonOf(frame.number(firstField + 5));
    handOver.fullLoginBootMs = frame.number(firstField + 6);
    handOver.quietUntilMs = frame.number(firstField + 7);
    handOver.onCallRelease = frame.text(firstField + 8);
    return handOver;
}

SecretBytes encode(const Frame& frame)
{
    std::size_t body = 1;
    for (const auto& field : frame.fields)
        body += kLengthSize + field.size();
    SecretBytes out(kLengthSize + body);
    auto* at = out.data();
    putLength(at, body);
    at += kLengthSize;
    *at++ = static_cast<std::uint8_t>(frame.type);
    for (const auto& field : frame.fields) {
        putLength(at, field.size());
        at = std::copy_n(field.data(), field.size(), at + kLengthSize);
    }
    return out;
}

Result<Done> FrameReader::feed(ByteView bytes)
{
    if (m_broken)
        return Error{Errc::Malformed, "channel is broken"};
    m_buffer = join({m_buffer.view(), bytes});
    auto parsed = parseAll();
    m_broken = !parsed;
    return parsed;
}

Result<Done> FrameReader::parseAll()
{
    auto rest = m_buffer.view();
    while (rest.size() >= kLengthSize) {
        const auto length = getLength(rest.data());
        if (length > kMaxFrame)
            return Error{Errc::Malformed, "frame too long"};
        if (rest.size() < kLengthSize + length)
            break;
        SOTTO_TRY_ASSIGN(auto frame, parseBody(rest.subspan(kLengthSize, length)));
        m_ready.push_back(std::move(frame));
        rest = rest.subspan(kLengthSize + length);
    }
    m_buffer = SecretBytes(rest);
    return Done{};
}

std::optional<Frame> FrameReader::next()
{
    if (m_taken == m_ready.size()) {
        m_ready.clear();
        m_taken = 0;
        return std::nullopt;
    }
    return std::move(m_ready[m_taken++]);
}

}  // namespace sotto::app
