// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/way_out.h"

#include "ui/clipboard.h"
#include "ui/patient_words.h"
#include "ui/print_lines.h"
#include "ui/print_picture.h"
#include "ui/reason_dialog.h"
#include "ui/save_dialog.h"

#include <QDateTime>
#include <QFileDialog>

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

void WayOut::ask(const Question& question, Step then)
{
    if (question.rule == ContentRule::Deny)
        return;
    if (question.rule == ContentRule::Allow && question.labels.isEmpty()) {
        then(ExportReason::NotAsked);
        return;
    }
    auto* dialog = new ReasonDialog(question.words, sensitiveNotice(question.labels), &m_parent);
    connect(dialog, &ReasonDialog::chosen, this,
            [then = std::move(then)](ExportReason reason) { then(reason); });
    dialog->open();
}

void WayOut::askAndRecord(ExportKind kind, const QList<MessageId>& of, const Question& question,
                          std::function<void()> then)
{
    ask(question, [this, kind, of, then = std::move(then)](ExportReason reason) {
        record(kind, reason, of, then);
    });
}

void WayOut::record(ExportKind kind, ExportReason reason, const QList<MessageId>& of,
                    std::function<void()> then)
{
    if (!m_doors.recordExport) {
        Q_EMIT notRecorded();
        return;
    }
    m_doors.recordExport(kind, reason, of)
        .then(this, [this, then = std::move(then)](const Result<Done>& recorded) {
            if (recorded)
                then();
            else
                Q_EMIT notRecorded();
        });
}

void WayOut::copy(const QString& text, const QList<MessageId>& of, const QStringList& labels)
{
    const auto notice = sensitiveNotice(labels);
    const auto whole = notice.isEmpty() ? text : text + QLatin1Char('\n') + notice;
    askAndRecord(ExportKind::Copy, of, {m_copy, tr("Why do you copy this text?"), labels},
                 [whole] { copyText(whole); });
}

void WayOut::copy(const QImage& picture, MessageId of, const QStringList& labels)
{
    askAndRecord(ExportKind::Copy, {of}, {m_copy, tr("Why do you copy this picture?"), labels},
                 [picture] { copyPicture(picture); });
}

void WayOut::print(const QImage& picture, MessageId of, const QStringList& labels)
{
    askAndRecord(ExportKind::Print, {of}, {m_print, tr("Why do you print this picture?"), labels},
                 [this, picture, notice = sensitiveNotice(labels)] {
                     const auto footer = printFooter(m_self, toMs(m_clock.wallNow()));
                     printPicture(picture,
                                  notice.isEmpty() ? footer
                                                   : notice + QStringLiteral(" · ") + footer,
                                  m_parent);
                 });
}

void WayOut::save(MessageId id, const SafeText& name, const QStringList& labels)
{
    ask({m_save, tr("Why do you save this file outside of Sotto?"), labels},
        [this, id, file = name.string()](ExportReason reason) { chooseFile(id, file, reason); });
}

/// No name of anybody stands in the name of the file.
void WayOut::saveOrder(MessageId id, std::int64_t signedAtMs, const QStringList& labels)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(signedAtMs);
    const auto name =
        QStringLiteral("order-%1.json").arg(at.toString(QStringLiteral("yyyyMMdd-HHmm")));
    ask({ContentRule::Reason, tr("Why do you save this order outside of Sotto?"), labels},
        [this, id, name](ExportReason reason) {
            auto* dialog = makeSaveDialog("saveOrder", name, QStandardPaths::DownloadLocation,
                                          Existing::Refused, &m_parent);
            connect(dialog, &QFileDialog::fileSelected, this,
                    [this, id, reason](const QString& path) {
                        m_client.exportOrder(id, path, QLatin1String(toName(reason).data()));
                    });
            dialog->open();
        });
}

void WayOut::printRecord(const QStringList& lines, const QList<MessageId>& about)
{
    record(ExportKind::Print, ExportReason::Operations, about, [this, lines] {
        printLines(lines, printFooter(m_self, toMs(m_clock.wallNow())), m_parent);
    });
}

void WayOut::chooseFile(MessageId id, const QString& name, ExportReason reason)
{
    auto* dialog = makeSaveDialog("saveFile", name, QStandardPaths::DownloadLocation,
                                  Existing::Refused, &m_parent);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id, reason](const QString& path) {
        m_client.saveAttachment(id, path, QLatin1String(toName(reason).data()));
    });
    dialog->open();
}

}  // namespace sotto::ui
