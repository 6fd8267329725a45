// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/account_store.h"
#include "core/store/archive_store.h"
#include "core/store/attachment_store.h"
#include "core/store/change_store.h"
#include "core/store/consent_store.h"
#include "core/store/conversation_store.h"
#include "core/store/device_store.h"
#include "core/store/escalation_store.h"
#include "core/store/message_store.h"
#include "core/store/on_call_store.h"
#include "core/store/order_store.h"
#include "core/store/outbox_store.h"
#include "core/store/passing_store.h"
#include "core/store/patient_store.h"
#include "core/store/people_store.h"
#include "core/store/quarantine_store.h"
#include "core/store/receipt_store.h"
#include "core/store/record_store.h"
#include "core/store/resend_store.h"
#include "core/store/retention_store.h"
#include "core/store/room_store.h"
#include "core/store/search_store.h"
#include "core/store/signal_key_store.h"
#include "core/store/state_store.h"
#include "core/store/taken_store.h"
#include "core/store/talk_store.h"
#include "core/store/vault.h"

namespace sotto::store {

/// All stores of one vault. Declare it after the Vault, so that it goes first.
struct Stores {
    AccountStore account;
    std::unique_ptr<SignalKeyStore> keys;
    DeviceStore devices;
    PeopleStore people;
    ConversationStore conversations;
    MessageStore messages;
    OutboxStore outbox;
    ReceiptStore receipts;
    QuarantineStore quarantine;
    TakenStore taken;
    ResendStore resends;
    RoomStore rooms;
    AttachmentStore attachments;
    StateStore states;
    PassingStore passings;
    ChangeStore changes;
    EscalationStore escalations;
    RecordStore records;
    PatientStore patients;
    OnCallStore onCall;
    OrderStore orders;
    SearchStore search;
    RetentionStore retention;
    ArchiveStore archive;
    ConsentStore consents;
    TalkStore talk;

    /// Errors: Storage.
    static Result<Stores> open(const Vault& vault);
};

}  // namespace sotto::store
