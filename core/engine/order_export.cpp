// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/order_export.h"

#include "core/base/log.h"

#include <QFile>

namespace sotto::engine {
namespace {

/// Never over what is there, nor through a link (hostile.md F6); a part of it is taken away again.
bool writeNew(const QString& path, const QByteArray& bytes)
{
    QFile file{path};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return false;
    if (file.write(bytes) == bytes.size() && file.flush())
        return true;
    file.remove();
    return false;
}

}  // namespace

OrderExport::OrderExport(VaultContext& context, Directory& directory, FileRules rules,
                         bool mayExport)
    : m_context(context),
      m_directory(directory),
      m_rules(std::move(rules)),
      m_mayExport(mayExport)
{
}

std::optional<ProblemKind> OrderExport::save(MessageId id, const QString& path,
                                             const QString& reason)
{
    if (!m_mayExport || !m_context.rights.has(Right::Export) || reason.trimmed().isEmpty())
        return ProblemKind::OrderExportDenied;
    const auto order = recordOf(id);
    const auto name = m_context.stores.records.nameOf(id);
    if (!order || !*order || !name) {
        log::warning("engine", "an order was not exported");
        return ProblemKind::StorageFailed;
    }
    // What cannot be recorded does not happen (requirements, "Audit").
    const auto& record = m_rules.recordSaving;
    if (!record || !record(m_context.self, *name, reason.trimmed().toStdString()))
        return ProblemKind::StorageFailed;
    if (!writeNew(path, orderBundle(**order)))
        return ProblemKind::FileNotSaved;
    if (m_rules.markSaved)
        m_rules.markSaved(path.toStdU16String());
    return std::nullopt;
}

Result<std::optional<OrderRecord>> OrderExport::recordOf(MessageId id) const
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(id));
    SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(id));
    SOTTO_TRY_ASSIGN(const auto patient, stores.patients.find(id));
    if (!row || !order || !patient)
        return std::optional<OrderRecord>{};
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.get(row->conversation));
    if (!conversation)
        return std::optional<OrderRecord>{};
    const auto nameOf = [this](const Jid& person) {
        return m_directory.person(person).name.string().toStdString();
    };
    const auto& recipient = row->outgoing ? conversation->peer : m_context.self;
    OrderRecord record{{row->originId, row->sender, recipient, *patient, row->body,
                        order->signedAtMs, order->utcOffsetMin, order->by},
                       order->signature,
                       nameOf(row->sender),
                       nameOf(recipient),
                       row->acknowledgedAtMs,
                       row->doneAtMs,
                       order->cancelledAtMs};
    SOTTO_TRY_ASSIGN(const auto people, stores.states.people(row->originId));
    if (row->outgoing && people.size() == 1) {
        record.readBackAtMs = people.front().acknowledgedAtMs;
        record.enteredAtMs = people.front().doneAtMs;
    }
    return std::optional{std::move(record)};
}

}  // namespace sotto::engine
