// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/file_card.h"

#include "ui/error_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace sotto::ui {
namespace {

using State = AttachmentSnapshot::State;
using Kind = AttachmentSnapshot::Kind;

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::FileCard)
};

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Picture:
        return Words::tr("Picture");
    case Kind::Document:
        return Words::tr("Document");
    case Kind::Other:
        break;
    }
    return Words::tr("File");
}

QString stateText(const AttachmentSnapshot& file)
{
    const int percent = file.permille / 10;
    switch (file.state) {
    case State::Offered:
        return Words::tr("not here yet");
    case State::Fetching:
        return Words::tr("downloading, %1 %").arg(percent);
    case State::Uploading:
        return Words::tr("sending, %1 %").arg(percent);
    case State::Kept:
    case State::Failed:
        break;
    }
    return {};
}

}  // namespace

QString sizeText(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString fileDetail(const AttachmentSnapshot& file)
{
    QStringList parts{kindText(file.kind)};
    if (file.size >= 0)
        parts << sizeText(file.size);
    if (const auto state = stateText(file); !state.isEmpty())
        parts << state;
    return parts.join(QStringLiteral(" · "));
}

QString savingRefused(const AttachmentSnapshot& file, ContentRule saving)
{
    if (file.blocked)
        return Words::tr("This kind of file can harm the computer. It cannot be saved.");
    return saving == ContentRule::Deny
        ? Words::tr("Your clinic does not allow files to be saved outside of Sotto.")
        : QString();
}

QString fileNote(const AttachmentSnapshot& file, ContentRule saving, bool pictureBroken)
{
    QStringList notes;
    if (file.state == State::Failed && file.problem)
        notes << errorText({*file.problem, 0}).happened;
    if (file.misnamed)
        notes << Words::tr("Its name says another kind of file than its content is.");
    if (pictureBroken)
        notes << Words::tr("This picture is damaged or too large to be shown here.");
    const bool shown = file.kind == Kind::Picture && !pictureBroken;
    if (file.blocked || (file.state == State::Kept && !shown)) {
        if (const auto refused = savingRefused(file, saving); !refused.isEmpty())
            notes << refused;
    }
    return notes.join(QLatin1Char(' '));
}

Icon fileIcon(const AttachmentSnapshot& file)
{
    if (file.blocked || file.state == State::Failed)
        return Icon::Warning;
    return file.kind == Kind::Picture ? Icon::Picture : Icon::File;
}

bool isMoving(const AttachmentSnapshot& file)
{
    return file.state == State::Fetching || file.state == State::Uploading;
}

}  // namespace sotto::ui
