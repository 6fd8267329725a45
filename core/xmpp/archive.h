// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0313 with XEP-0059: what the relay kept while we were away.

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::xmpp {

/// Whose archive, and which of our questions to it.
struct ArchiveSource {
    Jid self;                 ///< our own address, bare or full
    std::optional<Jid> room;  ///< bare; absent: our own account's archive
    std::string queryId;      ///< unique for each page
};

/// One page. Times and `with` narrow the archive; `after` or `before` moves inside it
/// (never both): an archive id, and for `before` also "", which is the newest page.
/// `after` an id that the archive no longer has is answered with item-not-found (C14).
struct ArchiveQuery {
    std::optional<WallTime> start;
    std::optional<WallTime> end;
    std::optional<Jid> with;
    std::optional<std::string> after;
    std::optional<std::string> before;
    std::uint32_t max = 100;  ///< relays give less if they like: Prosody 50, ejabberd 250
};

Element buildArchiveQuery(const ArchiveQuery& query, const ArchiveSource& source);

/// Asks for the ends of the archive ("urn:xmpp:mam:2#extended").
Element buildArchiveMetadataRequest(const std::optional<Jid>& room = std::nullopt);

struct ArchivedMessage {
    std::string archiveId;  ///< the cursor for `after`
    std::optional<WallTime> sentAt;
    Element message;
};

/// Reads one <result/>. No value: the message carries none, or one of another question
/// (C8: count and drop). Only the archive that was asked may answer; the message inside
/// must be from or to us, or of that room (C9), and is one only (C5).
/// Errors: Forged, Malformed.
Result<std::optional<ArchivedMessage>>
parseArchiveResult(const Element& message, const Origin& origin, const ArchiveSource& source);

/// True if a message carries a <result/> of any archive, so that it is never shown as live.
bool hasArchiveResult(const Element& message);

/// Which question to an archive that is, or to which one it is a <result/>; empty: to none.
std::string archiveQueryId(const Element& stanza);

struct ArchivePage {
    bool complete = false;  ///< nothing lies beyond this page
    std::string first;      ///< archive ids; both empty if the page is
    std::string last;
    std::optional<std::uint32_t> count;
};

/// Reads the answer that ends a page. Errors: Malformed.
Result<ArchivePage> parseArchiveFin(const Element& iq);

struct ArchiveEnd {
    std::string id;
    WallTime at;
};

struct ArchiveMetadata {
    std::optional<ArchiveEnd> oldest;  ///< none: the archive is empty
    std::optional<ArchiveEnd> newest;
};

/// Errors: Malformed.
Result<ArchiveMetadata> parseArchiveMetadata(const Element& iq);

}  // namespace sotto::xmpp
