// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/way_out.h"

#include "ui/clipboard.h"
#include "ui/print_lines.h"
#include "ui/print_picture.h"
#include "ui/reason_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace sotto::ui {

WayOut::WayOut(Client& client, const Clock& clock, Doors doors, QWidget& parent)
    : QObject(&parent),
      m_client(client),
      m_clock(clock),
      m_doors(std::move(doors)),
      m_parent(parent)
{
}

void WayOut::setRules(const WorkstationSnapshot& workstation)
{
    m_copy = workstation.copying;
    m_print = workstation.printing;
    m_save = workstation.saving;
    Q_EMIT rulesChanged();
}

void WayOut::ask(ContentRule rule, const QString& question, Step then)
{
    if (rule == ContentRule::Deny)
        return;
    if (rule == ContentRule::Allow) {
        then(ExportReason::NotAsked);
        return;
    }
    auto* dialog = new ReasonDialog(question, &m_parent);
    connect(dialog, &ReasonDialog::chosen, this,
            [then = std::move(then)](ExportReason reason) { then(reason); });
    dialog->open();
}

void WayOut::askAndRecord(ContentRule rule, ExportKind kind, const QString& question,
                          std::function<void()> then)
{
    ask(rule, question, [this, kind, then = std::move(then)](ExportReason reason) {
        if (m_doors.recordExport && m_doors.recordExport(kind, reason))
            then();
        else
            Q_EMIT notRecorded();
    });
}

void WayOut::copy(const QString& text)
{
    askAndRecord(m_copy, ExportKind::Copy, tr("Why do you copy this text?"),
                 [text] { copyText(text); });
}

void WayOut::copy(const QImage& picture)
{
    askAndRecord(m_copy, ExportKind::Copy, tr("Why do you copy this picture?"),
                 [picture] { copyPicture(picture); });
}

void WayOut::print(const QImage& picture)
{
    askAndRecord(m_print, ExportKind::Print, tr("Why do you print this picture?"), [this, picture] {
        printPicture(picture, printFooter(m_self, toMs(m_clock.wallNow())), m_parent);
    });
}

void WayOut::save(MessageId id, const SafeText& name)
{
    ask(m_save, tr("Why do you save this file outside of Sotto?"),
        [this, id, file = name.string()](ExportReason reason) { chooseFile(id, file, reason); });
}

void WayOut::printRecord(const QStringList& lines)
{
    if (m_doors.recordExport && m_doors.recordExport(ExportKind::Print, ExportReason::Operations))
        printLines(lines, printFooter(m_self, toMs(m_clock.wallNow())), m_parent);
    else
        Q_EMIT notRecorded();
}

void WayOut::chooseFile(MessageId id, const QString& name, ExportReason reason)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    auto* dialog = new QFileDialog(&m_parent, tr("Sotto"), folder.path());
    dialog->setObjectName(QStringLiteral("saveFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Our own window: a system's dialog would stay on the screen after a lock. An existing
    // file is refused by the engine, so nothing has to be confirmed.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id, reason](const QString& path) {
        m_client.saveAttachment(id, path, QLatin1String(toName(reason).data()));
    });
    dialog->open();
}

}  // namespace sotto::ui
