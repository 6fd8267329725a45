// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace sotto {

/// The address of an account, of one of its devices, or of a relay (RFC 7622).
///
/// A Jid that exists is well formed: parse() is the only way in, so no other code
/// validates addresses again. Comparison is on the normalised form.
class Jid {
public:
    /// Reads "domain", "local@domain" or "local@domain/resource".
    /// Each part is 1 to 1023 octets (RFC 7622, 3.2 to 3.4); controls, spaces and
    /// bidirectional overrides are refused. Errors: Malformed.
    static Result<Jid> parse(std::string_view text);

    /// As parse(), but the address of a person or room: "local@domain", no resource.
    static Result<Jid> parseAccount(std::string_view text);

    const std::string& local() const noexcept { return m_local; }  ///< empty for a relay

    const std::string& domain() const noexcept { return m_domain; }

    const std::string& resource() const noexcept { return m_resource; }  ///< empty if bare

    bool isBare() const noexcept { return m_resource.empty(); }

    Jid bare() const { return Jid{m_local, m_domain, {}}; }

    std::string toString() const;

    friend auto operator<=>(const Jid&, const Jid&) = default;

private:
    Jid(std::string local, std::string domain, std::string resource);

    std::string m_local, m_domain, m_resource;
};

}  // namespace sotto

template <>
struct std::hash<sotto::Jid> {
    std::size_t operator()(const sotto::Jid& jid) const noexcept
    {
        return std::hash<std::string>{}(jid.toString());
    }
};
