// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto::ui {

/// A page of the built-in help (resources/help): one task, for the people who do it.
struct HelpPage {
    enum class Reader : std::uint8_t { Everybody, Desk, Physician, Administrator };

    struct Block {
        enum class Kind : std::uint8_t { Text, Step, Point, Command };
        Kind kind = Kind::Text;
        QString text;    ///< plain; the words of a button or menu stand in quotation marks
        int number = 0;  ///< of a step
    };

    QString id;  ///< name of its file
    QString title;
    Reader reader = Reader::Everybody;
    QStringList screens;  ///< object names of the pages and dialogs for which F1 opens it
    QList<Block> blocks;

    /// Title and text, small letters without accents: what a search looks through.
    QString searched() const;
};

/// Reads what resources/help/README.md describes.
HelpPage parseHelpPage(const QString& id, const QString& text);

/// Of the language in force (English where there is none), in the order of the list.
QList<HelpPage> helpPages();

/// Those that have each of the words, titles first. All, if there is no word.
QList<HelpPage> findHelp(const QList<HelpPage>& pages, const QString& words);

/// Where the page for a screen stands; 0 where none is for it.
qsizetype helpFor(const QList<HelpPage>& pages, const QString& screen);

}  // namespace sotto::ui
