// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stores.h"

namespace sotto::store {

Result<Stores> Stores::open(const Vault& vault)
{
    auto& connection = vault.connection();
    SOTTO_TRY_ASSIGN(auto account, AccountStore::open(connection));
    SOTTO_TRY_ASSIGN(auto keys, SignalKeyStore::open(connection));
    SOTTO_TRY_ASSIGN(auto devices, DeviceStore::open(connection));
    SOTTO_TRY_ASSIGN(auto people, PeopleStore::open(connection));
    SOTTO_TRY_ASSIGN(auto conversations, ConversationStore::open(connection));
    SOTTO_TRY_ASSIGN(auto messages, MessageStore::open(connection));
    SOTTO_TRY_ASSIGN(auto outbox, OutboxStore::open(connection));
    SOTTO_TRY_ASSIGN(auto receipts, ReceiptStore::open(connection));
    SOTTO_TRY_ASSIGN(auto quarantine, QuarantineStore::open(connection));
    SOTTO_TRY_ASSIGN(auto taken, TakenStore::open(connection));
    SOTTO_TRY_ASSIGN(auto resends, ResendStore::open(connection));
    SOTTO_TRY_ASSIGN(auto rooms, RoomStore::open(connection));
    SOTTO_TRY_ASSIGN(auto attachments, AttachmentStore::open(connection));
    SOTTO_TRY_ASSIGN(auto states, StateStore::open(connection));
    SOTTO_TRY_ASSIGN(auto passings, PassingStore::open(connection));
    SOTTO_TRY_ASSIGN(auto changes, ChangeStore::open(connection));
    SOTTO_TRY_ASSIGN(auto escalations, EscalationStore::open(connection));
    SOTTO_TRY_ASSIGN(auto records, RecordStore::open(connection));
    SOTTO_TRY_ASSIGN(auto patients, PatientStore::open(connection));
    SOTTO_TRY_ASSIGN(auto onCall, OnCallStore::open(connection));
    SOTTO_TRY_ASSIGN(auto orders, OrderStore::open(connection));
    SOTTO_TRY_ASSIGN(auto search, SearchStore::open(connection));
    SOTTO_TRY_ASSIGN(auto retention, RetentionStore::open(connection));
    SOTTO_TRY_ASSIGN(auto archive, ArchiveStore::open(connection));
    SOTTO_TRY_ASSIGN(auto consents, ConsentStore::open(connection));
    SOTTO_TRY_ASSIGN(auto talk, TalkStore::open(connection));
    return Stores{
        std::move(account),       std::move(keys),     std::move(devices),   std::move(people),
        std::move(conversations), std::move(messages), std::move(outbox),    std::move(receipts),
        std::move(quarantine),    std::move(taken),    std::move(resends),   std::move(rooms),
        std::move(attachments),   std::move(states),   std::move(passings),  std::move(changes),
        std::move(escalations),   std::move(records),  std::move(patients),  std::move(onCall),
        std::move(orders),        std::move(search),   std::move(retention), std::move(archive),
        std::move(consents),      std::move(talk)};
}

}  // namespace sotto::store
