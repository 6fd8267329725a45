// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QString>

namespace sotto::app {

/// Who has signed in on this workstation before: the tiles of the user switcher.
///
/// A small text file in the data folder, one "address TAB name [TAB seconds [TAB hash]]" a line.
/// It holds nothing that opens anything; a damaged line is skipped, a missing file is an empty
/// list.
class KnownPeople {
public:
    struct Person {
        QString address;
        SafeText name;
        int lockAfterS = 0;   ///< chosen for the own idle lock; 0: nothing
        QString agreement{};  ///< SHA-256 of the messaging policy accepted last; empty: none
    };

    explicit KnownPeople(QString path);

    const QList<Person>& all() const { return m_people; }

    /// Adds (beyond 200, in the place of the oldest), or gives a known address its newer name.
    /// Errors: Storage.
    Result<Done> remember(const QString& address, const SafeText& name);
    /// The idle lock that a person chose, 0: none. Errors: Storage (it counts until the end).
    Result<Done> setLockAfter(const QString& address, int seconds);
    int lockAfter(const QString& address) const;
    /// So that nobody is asked again; the proof is the activity log's. Errors: Storage.
    Result<Done> setAgreement(const QString& address, const QString& sha256);
    QString agreement(const QString& address) const;
    Result<Done> forget(const QString& address);

private:
    void load();
    void add(Person person);
    Result<Done> save() const;

    QString m_path;
    QList<Person> m_people;
};

}  // namespace sotto::app
