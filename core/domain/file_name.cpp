// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/file_name.h"

#include <QList>
#include <QString>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace sotto {
namespace {

constexpr int kMaxEnding = 16;  // with its dot; a longer one is part of the name

/// Names that Windows takes for devices, with any ending.
constexpr std::array kDevices{"CON",  "PRN",  "AUX",  "NUL",  "COM0", "COM1", "COM2", "COM3",
                              "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT0", "LPT1",
                              "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9"};

bool isShown(QChar::Category category)
{
    return category != QChar::Other_Control && category != QChar::Other_Format &&
        category != QChar::Other_Surrogate && category != QChar::Other_PrivateUse &&
        category != QChar::Other_NotAssigned && category != QChar::Separator_Line &&
        category != QChar::Separator_Paragraph;
}

QString keptCharacters(const QString& text)
{
    QString kept;
    for (const char32_t point : text.toUcs4()) {
        if (!isShown(QChar::category(point)))
            continue;
        if (QChar::category(point) == QChar::Separator_Space)
            kept.append(u' ');
        else if (point < 0x80 &&
                 QStringLiteral("<>:\"|?*").contains(QChar(static_cast<ushort>(point))))
            kept.append(u'_');
        else
            kept.append(QString::fromUcs4(&point, 1));
    }
    return kept;
}

bool isDevice(const QString& name)
{
    const auto stem = name.section(u'.', 0, 0).trimmed();
    for (const auto* device : kDevices)
        if (stem.compare(QLatin1String(device), Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

/// At most that many characters, never half of what is one to the eye.
QString cut(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(most);
    const auto at = finder.isAtBoundary() ? most : finder.toPreviousBoundary();
    return text.left(std::max<qsizetype>(at, 0));
}

/// Neither hidden nor, as Windows has it, another name than it looks.
QString trimmedName(QString name)
{
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    return name;
}

}  // namespace

std::string safeFileName(std::string_view utf8)
{
    auto text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))
                    .left(4096)
                    .normalized(QString::NormalizationForm_C);
    text.remove(QChar::ReplacementCharacter);
    text = text.mid(std::max(text.lastIndexOf(u'/'), text.lastIndexOf(u'\\')) + 1);
    auto name = trimmedName(keptCharacters(text));
    const auto dot = name.lastIndexOf(u'.');
    const bool hasEnding = dot > 0 && name.size() - dot <= kMaxEnding;
    const auto ending = hasEnding ? name.mid(dot) : QString{};
    name = cut(hasEnding ? name.left(dot) : name, kMaxFileName - ending.size()) + ending;
    name = trimmedName(name);
    if (isDevice(name))
        name.prepend(u'_');
    return name.isEmpty() ? "file" : name.toStdString();
}

}  // namespace sotto
