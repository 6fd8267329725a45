// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"
#include "ui/doors.h"

#include <QImage>

#include <functional>

namespace sotto::ui {

/// The one place where content leaves Sotto: copied, printed, saved to a file. Obeys
/// content.copy, content.print and content.save_to_disk, asks for a reason where they say
/// so, and has it recorded before it happens. UI thread.
class WayOut final : public QObject {
    Q_OBJECT
public:
    /// `parent` is the widget above which dialogs open.
    WayOut(Client& client, const Clock& clock, Doors doors, QWidget& parent);

    void setRules(const WorkstationSnapshot& workstation);

    void setSelf(const SelfSnapshot& self) { m_self = self; }

    ContentRule copying() const { return m_copy; }

    ContentRule printing() const { return m_print; }

    ContentRule saving() const { return m_save; }

    /// `labels`: of sensitive records among it. Then a reason is asked for in any case, the notice
    /// is shown, and goes along where words can.
    /// `of`: the messages whose content it is; each of them is named in the record.
    void copy(const QString& text, const QList<MessageId>& of, const QStringList& labels);
    void copy(const QImage& picture, MessageId of, const QStringList& labels);
    void print(const QImage& picture, MessageId of, const QStringList& labels);
    void save(MessageId id, const SafeText& name, const QStringList& labels);

    /// An order as FHIR. The engine says whether it may; a reason is asked for in any case.
    void saveOrder(MessageId id, std::int64_t signedAtMs, const QStringList& labels);

    /// A record about content, made of words of ours: content.print does not rule it, for a
    /// clinic must be able to file it. It is recorded all the same. `about`: the messages it tells
    /// of.
    void printRecord(const QStringList& lines, const QList<MessageId>& about);

Q_SIGNALS:
    void rulesChanged();
    void notRecorded();  ///< the record refused, so nothing left

private:
    using Step = std::function<void(ExportReason)>;

    struct Question {
        ContentRule rule;
        QString words;
        QStringList labels;
    };

    void ask(const Question& question, Step then);
    /// As ask(), and the record has taken it.
    void askAndRecord(ExportKind kind, const QList<MessageId>& of, const Question& question,
                      std::function<void()> then);
    void record(ExportKind kind, ExportReason reason, const QList<MessageId>& of,
                std::function<void()> then);
    void chooseFile(MessageId id, const QString& name, ExportReason reason);

    Client& m_client;
    const Clock& m_clock;
    Doors m_doors;
    QWidget& m_parent;
    SelfSnapshot m_self;
    ContentRule m_copy = ContentRule::Allow;
    ContentRule m_print = ContentRule::Deny;
    ContentRule m_save = ContentRule::Deny;
};

}  // namespace sotto::ui
