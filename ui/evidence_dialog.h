// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QDialog>

class QStandardItemModel;
class QTableView;

namespace sotto::ui {

class Label;

/// Who of those whom a message was for has got, read and answered it, with times. Those who are
/// least far stand first: they are the ones to call. Follows what changes while it is open.
class EvidenceDialog final : public QDialog {
    Q_OBJECT
public:
    EvidenceDialog(Client& client, const Clock& clock, const MessageSnapshot& message,
                   QWidget* parent);

private:
    void show(QList<PersonEvidence> people);
    void setMessage(const MessageSnapshot& message);

    const Clock& m_clock;
    MessageId m_id;
    bool m_isOrder;
    Label* m_summary;
    QStandardItemModel* m_people;
    QTableView* m_table;
};

}  // namespace sotto::ui
