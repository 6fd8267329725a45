// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_save.h"

#include "ui/reason_dialog.h"
#include "ui/save_dialog.h"

#include <QDateTime>
#include <QFileDialog>

namespace sotto::ui {
namespace {

QString endingOf(ActivityFormat format)
{
    switch (format) {
    case ActivityFormat::Csv:
        return QStringLiteral(".csv");
    case ActivityFormat::Fhir:
        return QStringLiteral(".json");
    case ActivityFormat::Copy:
        break;
    }
    return {};  // a folder
}

QString answerText(ActivityFormat format, const Result<Done>& done)
{
    if (done)
        return format == ActivityFormat::Copy
            ? ActivitySave::tr("Saved. An auditor checks it with: sottoctl audit verify FOLDER")
            : ActivitySave::tr("Saved.");
    if (done.error().code == Errc::Duplicate)
        return ActivitySave::tr("Not saved: there is a file or folder of that name already.");
    if (done.error().code == Errc::StorageFull)
        return ActivitySave::tr("Not saved: the disk is full.");
    return ActivitySave::tr("Not saved: it could not be put on record or written there.");
}

}  // namespace

ActivitySave::ActivitySave(ActivityLog& log, const Clock& clock, QWidget& parent)
    : QObject(&parent),
      m_log(log),
      m_clock(clock),
      m_parent(parent)
{
}

void ActivitySave::save(ActivityFormat format, const ActivityFilter& filter)
{
    if (!m_log.asksForReason()) {
        chooseTarget(format, filter, ExportReason::NotAsked);
        return;
    }
    auto* dialog =
        new ReasonDialog(tr("Why do you take entries out of the activity log?"), {}, &m_parent);
    connect(dialog, &ReasonDialog::chosen, this,
            [this, format, filter](ExportReason reason) { chooseTarget(format, filter, reason); });
    dialog->open();
}

void ActivitySave::chooseTarget(ActivityFormat format, const ActivityFilter& filter,
                                ExportReason reason)
{
    const auto day = QDateTime::fromMSecsSinceEpoch(toMs(m_clock.wallNow())).date();
    const auto file =
        QStringLiteral("activity-%1%2").arg(day.toString(Qt::ISODate), endingOf(format));
    auto* dialog = makeSaveDialog("saveActivity", file, QStandardPaths::DownloadLocation,
                                  Existing::Refused, &m_parent);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format, filter, reason](const QString& path) {
                saveTo(path, format, filter, reason);
            });
    dialog->open();
}

void ActivitySave::saveTo(const QString& path, ActivityFormat format, const ActivityFilter& filter,
                          ExportReason reason)
{
    Q_EMIT said(tr("Saving…"));
    m_log.saveTo(path, format, filter, reason).then(this, [this, format](const Result<Done>& done) {
        Q_EMIT said(answerText(format, done));
    });
}

}  // namespace sotto::ui
