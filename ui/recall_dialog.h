// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QDialog>
#include <QStringList>

class QPushButton;

namespace sotto::ui {

class Label;

/// Why a message was taken back. Closed: the record has no words of its own.
enum class MisdirectedReason : std::uint8_t { NotAsked, WrongPerson, WrongTeam, WrongPatient };

/// Takes a message of ours back, after a look at who has read it already. For one that went to
/// the wrong person it asks why, and then prints a dated record: who saw it and when, and
/// nothing of what it said; such a record can be made after the time for a recall, too.
class RecallDialog final : public QDialog {
    Q_OBJECT
public:
    enum class Journey : std::uint8_t { Recall, WrongRecipient };

    struct About {
        MessageSnapshot message;
        QString recipient;
        SelfSnapshot self;
    };

    RecallDialog(Client& client, const Clock& clock, About about, Journey journey, QWidget* parent);

    /// The lines of the record.
    QStringList record() const;

Q_SIGNALS:
    void printWanted(const QStringList& record);

private:
    void addReasons(QWidget* into);
    void show(const QList<PersonEvidence>& people);
    void recall();
    void showState();

    Client& m_client;
    const Clock& m_clock;
    About m_about;
    Journey m_journey;
    Label* m_words;
    Label* m_seen;
    QPushButton* m_go;
    QPushButton* m_print;
    QList<PersonEvidence> m_people;
    MisdirectedReason m_reason = MisdirectedReason::NotAsked;
};

}  // namespace sotto::ui
