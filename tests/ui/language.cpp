// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/language.h"

#include "ui/translations.h"

#include <QApplication>

namespace sotto::test {
namespace {

constexpr char16_t kRightMark = 0x200F, kOverride = 0x202E, kEnd = 0x202C;

bool isOurs(const char* context)
{
    // The sample settings have sentences of their own: the lint knows the real ones.
    return qstrncmp(context, "sotto::", 7) == 0 && qstrcmp(context, "sotto::Setting") != 0;
}

QString turned(const QString& word)
{
    if (word.contains(QLatin1Char('%')) || word.isEmpty())
        return word;
    return QChar(kRightMark) + QString(QChar(kOverride)) + word + QChar(kEnd) + QChar(kRightMark);
}

}  // namespace

QString MirrorTranslator::translate(const char* context, const char* source, const char*, int) const
{
    if (!isOurs(context))
        return {};
    QStringList lines;
    for (const auto& line : QString::fromUtf8(source).split(QLatin1Char('\n'))) {
        QStringList words;
        for (const auto& word : line.split(QLatin1Char(' ')))
            words << turned(word);
        lines << words.join(QLatin1Char(' '));
    }
    return lines.join(QLatin1Char('\n'));
}

QString ListeningTranslator::translate(const char* context, const char* source, const char* what,
                                       int n) const
{
    if (isOurs(context))
        m_heard << Word{context, source, what, n};
    return {};
}

QStringList ListeningTranslator::unknownTo(const QTranslator& other) const
{
    QStringList unknown;
    for (const auto& word : m_heard) {
        const auto* const what = word.what.isEmpty() ? nullptr : word.what.constData();
        const auto one = QString::fromUtf8(word.context + ": " + word.source);
        if (other.translate(word.context, word.source, what, word.n).isEmpty() &&
            !unknown.contains(one))
            unknown << one;
    }
    return unknown;
}

Spanish::Spanish()
{
    (void)m_words.load(QStringLiteral(":/i18n/sotto_es.qm"));
    QCoreApplication::installTranslator(&m_words);
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::UnitedStates));
}

Spanish::~Spanish()
{
    QLocale::setDefault(m_before);
    QCoreApplication::removeTranslator(&m_words);
}

void speakAsAsked(QApplication& app)
{
    const auto language = qEnvironmentVariable("SOTTO_GALLERY");
    if (language == QLatin1String("es"))
        ui::loadTranslations(app, QStringLiteral("es-US"));
    if (language != QLatin1String("rtl"))
        return;
    QCoreApplication::installTranslator(new MirrorTranslator);
    QApplication::setLayoutDirection(Qt::RightToLeft);
}

}  // namespace sotto::test
