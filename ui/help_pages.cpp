// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_pages.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

// Q_INIT_RESOURCE must stand outside every namespace.
static void initHelpResources()
{
    Q_INIT_RESOURCE(help);
}

namespace sotto::ui {
namespace {

using Kind = HelpPage::Block::Kind;
using Reader = HelpPage::Reader;

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::HelpPages)
};

QString folded(const QString& text)
{
    QString small;
    for (const auto c : text.normalized(QString::NormalizationForm_D).toLower())
        if (c.category() != QChar::Mark_NonSpacing)
            small += c;
    return small;
}

/// **Words of a button** in the quotation marks of the language.
QString withQuotes(QString text)
{
    static const QRegularExpression kButton(QStringLiteral("\\*\\*(.+?)\\*\\*"));
    return text.replace(kButton, Words::tr("“%1”", "words of a button").arg(QStringLiteral("\\1")));
}

Reader readerOf(const QString& word)
{
    return word == QLatin1String("desk")         ? Reader::Desk
        : word == QLatin1String("physician")     ? Reader::Physician
        : word == QLatin1String("administrator") ? Reader::Administrator
                                                 : Reader::Everybody;
}

/// A command to type: four spaces, or under a point or a step.
bool isCommand(const QString& line)
{
    return line.startsWith(QLatin1String("    "));
}

void addLine(HelpPage& page, const QString& line, bool isFirst)
{
    static const QRegularExpression kMark(QStringLiteral("^(- |(\\d+)\\. )"));
    const auto mark = kMark.match(line);
    if (isCommand(line))
        page.blocks << HelpPage::Block{Kind::Command, line.trimmed()};
    else if (mark.hasMatch())
        page.blocks << HelpPage::Block{mark.captured(2).isEmpty() ? Kind::Point : Kind::Step,
                                       line.mid(mark.capturedLength()), mark.captured(2).toInt()};
    else if (isFirst)
        page.blocks << HelpPage::Block{Kind::Text, line};
    else
        page.blocks.last().text += QLatin1Char(' ') + line.trimmed();
}

}  // namespace

QString HelpPage::searched() const
{
    auto all = title;
    for (const auto& block : blocks)
        all += QLatin1Char('\n') + block.text;
    return folded(all);
}

HelpPage parseHelpPage(const QString& id, const QString& text)
{
    HelpPage page;
    page.id = id;
    bool isFirst = true;
    for (const auto& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("# ")))
            page.title = line.mid(2).trimmed();
        else if (line.startsWith(QLatin1String("for: ")))
            page.reader = readerOf(line.mid(5).trimmed());
        else if (line.startsWith(QLatin1String("screens:")))
            page.screens = line.mid(8).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        else if (!line.trimmed().isEmpty())
            addLine(page, line, isFirst);
        isFirst = line.trimmed().isEmpty();
    }
    for (auto& part : page.blocks)
        part.text = withQuotes(part.text);
    return page;
}

QList<HelpPage> helpPages()
{
    initHelpResources();
    const auto language = QLocale::languageToCode(QLocale().language());
    QDir folder(QStringLiteral(":/help/") + language);
    if (!folder.exists())
        folder.setPath(QStringLiteral(":/help/en"));
    QList<HelpPage> pages;
    for (const auto& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            pages << parseHelpPage(name.section(QLatin1Char('.'), 0, 0),
                                   QString::fromUtf8(file.readAll()));
    }
    std::ranges::stable_sort(pages, {}, &HelpPage::reader);
    return pages;
}

QList<HelpPage> findHelp(const QList<HelpPage>& pages, const QString& words)
{
    const auto wanted = folded(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto hasAll = [&](const QString& text) {
        return std::ranges::all_of(wanted, [&](const QString& w) { return text.contains(w); });
    };
    QList<HelpPage> found;
    std::ranges::copy_if(pages, std::back_inserter(found),
                         [&](const HelpPage& page) { return hasAll(page.searched()); });
    if (!wanted.isEmpty())
        std::ranges::stable_partition(
            found, [&](const HelpPage& page) { return hasAll(folded(page.title)); });
    return found;
}

qsizetype helpFor(const QList<HelpPage>& pages, const QString& screen)
{
    const auto found = std::ranges::find_if(
        pages, [&](const HelpPage& page) { return page.screens.contains(screen); });
    return found == pages.end() ? 0 : found - pages.begin();
}

}  // namespace sotto::ui
