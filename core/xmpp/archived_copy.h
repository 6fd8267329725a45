// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:archive:0, alone inside a sealed envelope: what goes to the clinic's archive, and
// what it answers. The stanza itself is from whoever hands it in to the archive's account.
//   <copy way='sent' author='lee@…' device='27183' peer='kim@…' id='O' at='2026-…Z'>
//     the content of the envelope that lee's client sealed for kim, a text or a recall
//   </copy>
//   <copy way='received' author='kim@…' … peer='lee@…' unmanaged='true'>…</copy>
//     lee's client got this from kim: kim's phone could not seal it for the archive
//   <kept id='I'/> …   from the archive: it has what was handed in under that origin id

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sotto::xmpp {

struct ArchivedCopy {
    enum class Way : std::uint8_t { Sent, Received };

    Way way = Way::Sent;
    Jid author;         ///< bare
    DeviceId device{};  ///< of the author; 0: not known
    Jid peer;           ///< bare; Sent: for whom it was, a person or a team; Received: who got it
    std::string id{};   ///< its own origin id
    WallTime at{};      ///< when it was written, as its author says
    bool unmanaged = false;          ///< it came in OMEMO 0.3: nothing but its text is proved
    std::vector<Element> content{};  ///< as in xmpp::parseContent()

    friend bool operator==(const ArchivedCopy&, const ArchivedCopy&) = default;
};

Element buildArchivedCopy(const ArchivedCopy& copy);
bool isArchivedCopy(const Element& element);
/// Errors: Malformed (an address, id, device or time that is none, no content, another copy in it).
Result<ArchivedCopy> parseArchivedCopy(const Element& element);

inline constexpr std::size_t kMostKeptAtOnce = 100;

/// At most kMostKeptAtOnce.
std::vector<Element> buildKept(const std::vector<std::string>& ids);
bool isKept(const Element& element);
/// Errors: Malformed (none, too many, an id that is none, anything else beside them).
Result<std::vector<std::string>> parseKept(const std::vector<Element>& elements);

}  // namespace sotto::xmpp
