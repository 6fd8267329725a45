// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/moment.h"

#include "core/crypto/digest.h"

namespace sotto::store {

using std::chrono::milliseconds;

void putMoment(Bytes& out, const Moment& moment)
{
    putNumber(out, static_cast<std::uint64_t>(moment.wallMs));
    putNumber(out, static_cast<std::uint64_t>(moment.bootMs));
    putBytes(out, moment.boot);
}

Moment readMoment(FieldReader& fields)
{
    Moment moment;
    moment.wallMs = static_cast<std::int64_t>(fields.number<std::uint64_t>());
    moment.bootMs = static_cast<std::int64_t>(fields.number<std::uint64_t>());
    fields.into(moment.boot);
    return moment;
}

Stopwatch::Stopwatch(const Clock& clock, std::string_view bootId) : m_clock(&clock)
{
    const auto digest = crypto::sha256(viewOf(bootId));
    std::ranges::copy(ByteView{digest}.first(m_boot.size()), m_boot.begin());
}

Moment Stopwatch::now() const
{
    return {toMs(m_clock->wallNow()), m_clock->bootNow().count(), m_boot};
}

std::optional<milliseconds> Stopwatch::sinceBoot(const Moment& then) const
{
    const auto bootMs = m_clock->bootNow().count();
    if (then.boot != m_boot || then.bootMs > bootMs || then.bootMs < 0)
        return std::nullopt;
    return milliseconds{bootMs - then.bootMs};
}

milliseconds Stopwatch::since(const Moment& then) const
{
    if (const auto counted = sinceBoot(then))
        return *counted;
    // Unsigned: a file may hold any number.
    const auto now = static_cast<std::uint64_t>(toMs(m_clock->wallNow()));
    return milliseconds{static_cast<std::int64_t>(now - static_cast<std::uint64_t>(then.wallMs))};
}

}  // namespace sotto::store
