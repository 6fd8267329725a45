// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/compliance.h"
#include "core/base/clock.h"

#include <QDialog>
#include <QStringList>

class QPushButton;
class QStandardItemModel;
class QTableView;

namespace sotto::ui {

class Label;

/// What of the law can be checked on this workstation: runs it, shows what came of each rule with
/// its evidence, and writes a dated report.
class ComplianceDialog final : public QDialog {
    Q_OBJECT
public:
    /// `about`: whose workstation, under which policy, for the head of the report.
    ComplianceDialog(ComplianceCheck& check, const Clock& clock, QString about, QWidget* parent);

private:
    void run();
    void show(const QList<ComplianceItem>& items);
    void fitRows();
    void chooseFile();
    void saveTo(const QString& path);

    ComplianceCheck& m_check;
    const Clock& m_clock;
    QString m_about;
    QStringList m_report;  ///< as on paper; empty until it ran
    Label* m_summary;
    QStandardItemModel* m_items;
    QTableView* m_table;
    QPushButton* m_again;
    QPushButton* m_save;
};

}  // namespace sotto::ui
