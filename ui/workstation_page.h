// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/retention.h"
#include "core/api/workstation.h"

#include <QFrame>

#include <vector>

class QLineEdit;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace sotto::ui {

class Label;

/// What the administrator set: each setting in force with its value, who set it and the rule
/// that it serves; and the one that a person may make stricter for themselves.
class WorkstationPage final : public QFrame {
    Q_OBJECT
public:
    explicit WorkstationPage(QWidget* parent);

    void show(const WorkstationSnapshot& workstation);
    void showRetention(const RetentionSnapshot& retention);
    void focusFilter();
    void setHasCheck(bool has);  ///< of compliance

Q_SIGNALS:
    void lockAfterChosen(int seconds);  ///< 0: as the clinic set it
    void checkWanted();

private:
    struct Row {
        QWidget* widget;
        QString key;    ///< what was shown last: rows are made once, changed in place
        QString words;  ///< all that the filter looks at
        Label* value;
        Label* source;
    };

    QWidget* makeHead();
    QWidget* makeLockChoice();
    void makeRows(const WorkstationSnapshot& workstation);
    Row makeRow(const SettingSnapshot& setting, QVBoxLayout& into);
    void fillRow(Row& row, const SettingSnapshot& setting) const;
    void showState(const WorkstationSnapshot& workstation);
    void fillMenu(const WorkstationSnapshot& workstation);
    void applyFilter();

    Label* m_state;
    Label* m_files;
    Label* m_capture;
    Label* m_keeping;
    Label* m_limit;
    Label* m_none;
    QPushButton* m_lockAfter;
    QMenu* m_times;
    QPushButton* m_check;
    QLineEdit* m_filter;
    QScrollArea* m_scroll;
    QVBoxLayout* m_list;
    std::vector<Row> m_rows;
};

}  // namespace sotto::ui
