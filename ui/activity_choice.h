// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"

#include <QDialog>
#include <QHash>

class QCheckBox;
class QDateEdit;
class QLineEdit;

namespace sotto::ui {

class Label;

/// What a person may narrow the activity log to: whose it was, which conversation, which patient,
/// which days. Emits chosen() with all of that, and nothing but that, set.
class ActivityChoice final : public QDialog {
    Q_OBJECT
public:
    /// Names by addresses. What no name fits is taken for an address if it looks like one.
    struct Known {
        QHash<QString, QString> people;
        QHash<QString, QString> conversations;
    };

    ActivityChoice(const ActivityFilter& now, Known known, std::int64_t nowMs, QWidget* parent);

Q_SIGNALS:
    void chosen(const sotto::ActivityFilter& filter);

private:
    QLineEdit* addField(const char* name, const QString& title);
    void addDays(const ActivityFilter& now, std::int64_t nowMs);
    void take();
    void say(const QString& what, QWidget& where);

    Known m_known;
    QLineEdit* m_person;
    QLineEdit* m_conversation;
    QLineEdit* m_patient;
    QCheckBox* m_hasDays;
    QDateEdit* m_from;
    QDateEdit* m_until;
    Label* m_wrong;
};

}  // namespace sotto::ui
