// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Invented people and messages of Riverside Clinic, for tests and for the gallery.

#include "core/api/activity.h"
#include "core/api/client.h"
#include "core/api/compliance.h"
#include "core/api/station.h"

namespace sotto::test {

/// Wall clock of ManualTime at its start, as the samples assume it.
inline constexpr std::int64_t kNowMs = 1'795'000'000'000;
inline constexpr std::int64_t kMinuteMs = 60'000;

SafeText name(const char* text);
SafeText body(const char* text);

QList<ConversationSnapshot> sampleConversations();
QList<PersonSnapshot> samplePeople();
SelfSnapshot sampleSelf();
WorkstationSnapshot sampleWorkstation();
ActivityEntries sampleActivity();  ///< people as FakeActivity names them
ChainSnapshot sampleChain();
ActivityReport sampleExceptions();
QList<ComplianceItem> sampleCompliance();
QList<TileSnapshot> sampleTiles();
StationSnapshot sampleStation();
QList<DeviceSnapshot> sampleOwnDevices();
QList<DeviceSnapshot> sampleDevices();  ///< a colleague's: one of each kind of trust
ComparisonSnapshot sampleComparison();

/// Messages of conversation 1: every kind, urgency and state of delivery.
QList<MessageSnapshot> sampleMessages();

/// A file in every state, as messages of conversation 1.
QList<MessageSnapshot> sampleFiles();

MessageSnapshot fileMessage(std::int64_t id, bool outgoing, const char* file,
                            AttachmentSnapshot::Kind kind, AttachmentSnapshot::State state);

MessageSnapshot textMessage(std::int64_t id, bool outgoing, const char* text,
                            std::int64_t minutesAgo);

}  // namespace sotto::test
