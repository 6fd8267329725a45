// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>
#include <QTranslator>

class QApplication;

namespace sotto::test {

/// Turns each word of ours round, as a language does that is written from right to left:
/// what is still readable from left to right came from somewhere else. %1 and & stay.
class MirrorTranslator final : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char* what,
                      int n) const override;

    bool isEmpty() const override { return false; }
};

/// Translates nothing, and notes which words of ours were asked for.
class ListeningTranslator final : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char* what,
                      int n) const override;

    bool isEmpty() const override { return false; }

    /// "context: source" of those heard that `other` does not know.
    QStringList unknownTo(const QTranslator& other) const;

    qsizetype count() const { return m_heard.size(); }

private:
    struct Word {
        QByteArray context, source, what;
        int n = -1;
    };

    mutable QList<Word> m_heard;
};

/// Spanish for as long as it lives, above the English of the tests.
class Spanish {
public:
    Spanish();
    ~Spanish();
    Spanish(const Spanish&) = delete;
    Spanish& operator=(const Spanish&) = delete;

    const QTranslator& words() const { return m_words; }

private:
    QTranslator m_words;
    QLocale m_before;
};

/// The words of a gallery: the variable SOTTO_GALLERY is empty, "es", or "rtl" for words that
/// run from right to left. To be called once, after the English ones are loaded.
void speakAsAsked(QApplication& app);

}  // namespace sotto::test
