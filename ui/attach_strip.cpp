// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attach_strip.h"

#include "core/domain/safe_text.h"
#include "ui/controls.h"
#include "ui/file_card.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr qsizetype kNamed = 3;  // further names are only counted

/// What other programs put on a clipboard or drag, as they encoded it.
constexpr std::pair<const char*, const char*> kPictures[] = {{"image/png", "png"},
                                                             {"image/jpeg", "jpg"}};

QStringList localPaths(const QMimeData& data)
{
    QStringList paths;
    for (const auto& url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

QString shown(const QString& name)
{
    return SafeText::fromQString(name, SafeText::Kind::Name).isolated();
}

}  // namespace

QList<Chosen> chosenFiles(const QStringList& paths)
{
    QList<Chosen> files;
    for (const auto& path : paths) {
        const QFileInfo info(path);
        if (info.isFile())
            files << Chosen{info.fileName(), info.size(), path, {}};
    }
    return files;
}

bool bringsFiles(const QMimeData& data)
{
    return !localPaths(data).isEmpty() ||
        (!data.hasText() && std::ranges::any_of(kPictures, [&](const auto& picture) {
            return data.hasFormat(QLatin1String(picture.first));
        }));
}

QList<Chosen> chosenFrom(const QMimeData& data)
{
    if (const auto paths = localPaths(data); !paths.isEmpty())
        return chosenFiles(paths);
    for (const auto& [format, ending] : kPictures) {
        const auto bytes = data.hasText() ? QByteArray() : data.data(QLatin1String(format));
        if (!bytes.isEmpty())
            return {Chosen{AttachStrip::tr("picture") + QLatin1Char('.') + QLatin1String(ending),
                           bytes.size(),
                           {},
                           bytes}};
    }
    return {};
}

AttachStrip::AttachStrip(QWidget* parent)
    : QFrame(parent),
      m_what(new Label({}, TextRole::Strong, this)),
      m_note(new Label({}, TextRole::Caption, Label::Tone::Secondary, this)),
      m_send(makeButton("attachSend", {}, ButtonKind::Primary, this))
{
    setObjectName(QStringLiteral("attachStrip"));
    setProperty("surface", QStringLiteral("notice"));
    m_what->setObjectName(QStringLiteral("attachWhat"));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_what->wrapped());
    words->addWidget(m_note->wrapped());
    auto* cancel = makeButton("attachCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(new IconView(Icon::Attach, tokensFor(palette()).accent, this));
    layout->addLayout(words, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_send);
    connect(cancel, &QPushButton::clicked, this, &AttachStrip::drop);
    connect(m_send, &QPushButton::clicked, this, [this] {
        const auto files = std::exchange(m_files, {});
        drop();
        Q_EMIT confirmed(files);
    });
    hide();
}

void AttachStrip::setRecipient(const QString& name)
{
    m_recipient = SafeText::fromQString(name, SafeText::Kind::Name).string();
    updateWords();
}

void AttachStrip::offer(const QList<Chosen>& files)
{
    m_files += files.mid(0, kMost - m_files.size());
    if (m_files.isEmpty())
        return;
    updateWords();
    show();
    m_send->setFocus();
    announce(*this);
}

void AttachStrip::ask(const QList<Chosen>& files, const QString& question)
{
    m_question = question;
    offer(files);
}

void AttachStrip::drop()
{
    const bool wasShown = !isHidden();
    m_files.clear();
    m_question.clear();
    hide();
    if (wasShown)
        Q_EMIT closed();
}

void AttachStrip::updateWords()
{
    qint64 size = 0;
    QStringList names;
    for (const auto& file : m_files) {
        size += file.size;
        if (names.size() < kNamed)
            names << shown(file.name);
    }
    auto list = names.join(QStringLiteral(", "));
    if (const auto more = m_files.size() - names.size(); more > 0)
        list += QLatin1Char(' ') + tr("and %n more", nullptr, static_cast<int>(more));
    m_what->setText(tr("Send %1 (%2) to %3?").arg(list, sizeText(size), m_recipient));
    m_note->setTone(m_question.isEmpty() ? Label::Tone::Secondary : Label::Tone::Caution);
    m_note->setText(!m_question.isEmpty() ? m_question
                        : m_files.size() == kMost
                        ? tr("Ten files at a time are the most.")
                        : tr("It goes as a message of its own. Your text stays here."));
    m_send->setText(withoutMnemonic(tr("Send to %1").arg(m_recipient)));
    setAccessibleName((m_what->text() + QLatin1Char(' ') + m_question).trimmed());
}

void AttachStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        drop();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace sotto::ui
