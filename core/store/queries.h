// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The queries that must stay quick with a million messages; a test reads their plans.

#include <string_view>

namespace sotto::store {

/// Last message (notices of ours do not count), unread count and top urgency come from indexes,
/// each conversation by itself. substr counts characters: 256 is kPreviewChars. ?1 is a
/// conversation, or NULL for all.
inline constexpr std::string_view kConversationList = R"(
SELECT c.id, c.peer, c.draft, c.draft_at,
       coalesce(m.id, 0), m.kind, m.outgoing, substr(m.body, 1, 256), coalesce(min(m.sent_at, m.received_at), 0),
       (SELECT count(*) FROM message u WHERE u.conversation = c.id AND u.unread = 1),
       (SELECT max(u.urgency) FROM message u WHERE u.conversation = c.id AND u.unread = 1),
       c.pinned, c.muted, c.draft_role
FROM conversation c
LEFT JOIN message m
       ON m.id = (SELECT n.id FROM message n WHERE n.conversation = c.id AND n.kind <> 2
                  ORDER BY n.id DESC LIMIT 1)
WHERE ?1 IS NULL OR c.id = ?1
ORDER BY max(c.draft_at, coalesce(m.received_at, 0)) DESC, c.id DESC)";

inline constexpr std::string_view kMessageColumns =
    "id, conversation, kind, outgoing, sender, sender_device, origin_id, stanza_id, body, "
    "urgency, sent_at, received_at, delivery, relayed_at, delivered_at, read_at, "
    "acknowledged_at, unread, unmanaged, accepted_at, done_at, declined_at, due_at, open_item, "
    "recalled_at, "
    "corrected_at";

/// After "SELECT kMessageColumns". ?1 conversation, ?2 before, ?3 limit.
inline constexpr std::string_view kMessagePage =
    " FROM message WHERE conversation = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";

/// After "SELECT kMessageColumns". ?1 limit. The newest, so that a list that nobody closes ends.
inline constexpr std::string_view kOpenItems =
    " FROM message WHERE open_item = 1 ORDER BY id DESC LIMIT ?1";

/// After "SELECT kMessageColumns". ?1 sender, ?2 device, ?3 origin id; 1 is a card.
inline constexpr std::string_view kMessageFind =
    " FROM message WHERE sender = ?1 AND sender_device = ?2 AND origin_id = ?3 AND kind <> 1";

/// After "SELECT kMessageColumns". ?1 sender, ?2 origin id, of any device.
inline constexpr std::string_view kMessageFindAnyDevice =
    " FROM message WHERE origin_id = ?2 AND sender = ?1 AND kind <> 1 ORDER BY id LIMIT 1";

/// After "SELECT kMessageColumns". ?1 delivery. The bound, Delivery::Relayed, lets SQLite use
/// the small index of what is under way.
inline constexpr std::string_view kMessagesWithDelivery =
    " FROM message WHERE outgoing = 1 AND delivery = ?1 AND delivery < 4 ORDER BY id";

/// After "SELECT kMessageColumns". ?1 conversation, ?2 after, ?3 limit.
inline constexpr std::string_view kMessagePageAfter =
    " FROM message WHERE conversation = ?1 AND id > ?2 ORDER BY id LIMIT ?3";

/// ?1 before, ?2 limit, ?3 what to look for (FTS5). By the id, not by rank: the newest are at
/// hand, all others would have to be read and weighed first.
inline constexpr std::string_view kSearchLook =
    "SELECT m.id, m.conversation, m.sender, m.outgoing, m.urgency, m.sent_at, "
    "coalesce(a.name, m.body), a.message IS NOT NULL, p.name, p.number "
    "FROM (SELECT rowid AS id FROM search "
    "WHERE search MATCH ?3 AND rowid < ?1 ORDER BY rowid DESC LIMIT ?2) f "
    "CROSS JOIN message m ON m.id = f.id LEFT JOIN attachment a ON a.message = m.id "
    "LEFT JOIN message_patient p ON p.message = m.id ORDER BY f.id DESC";

/// The same where nothing but days was asked for.
inline constexpr std::string_view kSearchLookAll =
    "SELECT m.id, m.conversation, m.sender, m.outgoing, m.urgency, m.sent_at, "
    "coalesce(a.name, m.body), a.message IS NOT NULL, p.name, p.number FROM message m "
    "LEFT JOIN attachment a ON a.message = m.id "
    "LEFT JOIN message_patient p ON p.message = m.id "
    "WHERE m.id < ?1 AND m.kind = 0 AND m.recalled_at = 0 ORDER BY m.id DESC LIMIT ?2";

/// ?1 conversation, ?2 the last one that was shown.
inline constexpr std::string_view kUnreadUpTo =
    "SELECT id, sender, sender_device, origin_id, kind FROM message "
    "WHERE conversation = ?1 AND unread = 1 AND id <= ?2 ORDER BY id";

/// ?1 conversation, ?2 before, ?3 device: the newest that left it (Sealed to Acknowledged).
inline constexpr std::string_view kTextBefore =
    "SELECT origin_id FROM message WHERE conversation = ?1 AND id < ?2 AND outgoing = 1 "
    "AND sender_device = ?3 AND kind = 0 AND delivery BETWEEN 2 AND 7 ORDER BY id DESC LIMIT 1";

/// ?1 conversation, ?2 before, ?3 sender, ?4 device.
inline constexpr std::string_view kHasTextOf =
    "SELECT EXISTS (SELECT 1 FROM message WHERE conversation = ?1 AND id < ?2 AND sender = ?3 "
    "AND sender_device = ?4 AND kind = 0)";

}  // namespace sotto::store
