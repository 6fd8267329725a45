// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QDialog>

class QVBoxLayout;

namespace sotto::ui {

/// The earlier texts of a message that its author has corrected, with their times.
class HistoryDialog final : public QDialog {
    Q_OBJECT
public:
    HistoryDialog(Client& client, const Clock& clock, const MessageSnapshot& message,
                  QWidget* parent);

private:
    void show(const QList<MessageVersion>& versions);
    void addVersion(std::int64_t sinceMs, const QString& text,
                    const std::optional<PatientSnapshot>& patient);

    const Clock& m_clock;
    MessageSnapshot m_message;
    QVBoxLayout* m_list;
    bool m_shown = false;
};

}  // namespace sotto::ui
