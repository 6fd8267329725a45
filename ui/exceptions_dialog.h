// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"

#include <QDialog>
#include <QStringList>

#include <functional>

class QStandardItemModel;

namespace sotto::ui {

/// What somebody should look at every few days. To say that one has looked is an act of its own:
/// no button of it is the default.
class ExceptionsDialog final : public QDialog {
    Q_OBJECT
public:
    ExceptionsDialog(const ActivityReport& report,
                     const std::function<QString(const QString&)>& nameOf, std::int64_t nowMs,
                     QWidget* parent);

Q_SIGNALS:
    void printWanted(const QStringList& lines);
    void reviewed();

private:
    QString spanText(const ActivityReport& report, std::int64_t nowMs) const;

    QStringList m_lines;  ///< as on paper
};

}  // namespace sotto::ui
