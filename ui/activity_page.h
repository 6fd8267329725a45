// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"
#include "core/api/client.h"
#include "core/base/clock.h"
#include "ui/activity_model.h"
#include "ui/doors.h"

#include <QFrame>
#include <QSortFilterProxyModel>

class QLineEdit;
class QPushButton;
class QTableView;

namespace sotto::ui {

class ActivitySave;
class Label;
class WayOut;

/// What was done on this workstation, for who may see it: a table that filters and sorts, whether
/// the log is whole, the exception report, and files for an auditor.
class ActivityPage final : public QFrame {
    Q_OBJECT
public:
    ActivityPage(Client& client, const Clock& clock, const Doors& doors, QWidget* parent);

    void setRights(Rights rights);
    void setSelf(const SelfSnapshot& self);
    void setPeople(const QList<PersonSnapshot>& people);

    void open();  ///< reads the log anew
    void focusTable();
    void showReport();

Q_SIGNALS:
    /// Whether the exception report waits for our person, who is asked to review it.
    void reviewDue(bool isDue);
    void opened();  ///< it is looked at: names may be fetched

private:
    /// How far back.
    enum class Span : std::uint8_t { Day, Week, Month, All };

    QWidget* makeHead();
    QWidget* makeNarrowed();
    void setUpTable();
    void makeMenus();
    void makeSaveMenu();
    void watchNames(Client& client);
    void fillNames();
    void choose();
    void narrowTo(const ActivityFilter& choice);
    void load();
    void onPage(const Result<ActivityEntries>& page);
    void onChain(const Result<ChainSnapshot>& chain);
    void askDue();
    void showCount();
    ActivityFilter filter() const;

    ActivityLog& m_log;
    const Clock& m_clock;
    WayOut* m_wayOut;
    ActivitySave* m_saver;
    Rights m_rights = Rights::withoutRoles();
    SelfSnapshot m_self;
    QList<PersonSnapshot> m_people;
    QHash<QString, QString> m_conversations;  ///< titles by address
    QList<PatientSnapshot> m_patients;        ///< who were written about lately
    ActivityFilter m_choice;                  ///< without a kind
    ActivityGroup m_group = ActivityGroup::All;
    Span m_span = Span::Week;
    QString m_spanText;  ///< in words
    bool m_hasOlder = false;
    bool m_onlyOwn = false;
    ActivityModel m_model;
    QSortFilterProxyModel m_shown;
    Label* m_chain;
    Label* m_count;
    Label* m_empty;
    Label* m_only;
    QPushButton* m_all;
    QPushButton* m_narrow;
    QPushButton* m_when;
    QPushButton* m_what;
    QPushButton* m_report;
    QPushButton* m_save;
    QLineEdit* m_search;
    QTableView* m_table;
};

}  // namespace sotto::ui
