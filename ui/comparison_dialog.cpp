// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison_dialog.h"

#include "ui/controls.h"
#include "ui/device_words.h"
#include "ui/label.h"
#include "ui/qr_view.h"
#include "ui/scanned_code.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kColumns = 4;
constexpr int kWidth = 640;  // px

}  // namespace

ComparisonDialog::ComparisonDialog(Client& client, ComparisonSnapshot comparison, Other other,
                                   PictureDecoder* pictures, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_pictures(pictures),
      m_comparison(std::move(comparison)),
      m_other(std::move(other)),
      m_result((new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped())
{
    setObjectName(QStringLiteral("comparison"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    const bool isPhone = m_other.device.phone;
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(
        (new Label(tr("Compare with %1").arg(m_other.person), TextRole::Screen, this))->wrapped());
    layout->addWidget(
        (new Label(isPhone ? tr("Meet them. Their app shows this under the fingerprint of its "
                                "own device. Compare every group.")
                           : tr("Meet them or phone them. Their device is \"%1\". On it they open "
                                "Devices, your name, this device, Compare.")
                                 .arg(deviceName(m_other.device)),
                   TextRole::Body, Label::Tone::Secondary, this))
            ->wrapped());
    if (isPhone) {
        layout->addWidget(makeFingerprint());
    } else {
        layout->addWidget(makeWords("ownWords", tr("Read these to them"), m_comparison.ownWords));
        layout->addWidget(
            makeWords("theirWords", tr("They read these to you"), m_comparison.theirWords));
    }
    layout->addWidget(makeCodes());
    m_result->setObjectName(QStringLiteral("comparisonResult"));
    m_result->hide();
    layout->addWidget(m_result);
    layout->addWidget(makeButtons());
    connect(&m_client, &Client::codeChecked, this, &ComparisonDialog::onChecked);
    setMinimumWidth(kWidth);
    fit();
}

/// A layout with wrapped labels asks for less height than it needs, and a cut code is none.
void ComparisonDialog::fit()
{
    setMinimumHeight(layout()->totalHeightForWidth(std::max(width(), kWidth)));
}

QWidget* ComparisonDialog::makeWords(const char* name, const QString& caption,
                                     const QStringList& words)
{
    auto* box = makeSurface("field", this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(caption + QStringLiteral(": ") + words.join(QLatin1Char(' ')));
    auto* layout = new QGridLayout(box);
    layout->setContentsMargins(4 * kGrid, 3 * kGrid, 4 * kGrid, 3 * kGrid);
    layout->setHorizontalSpacing(6 * kGrid);
    layout->setVerticalSpacing(kGrid);
    layout->addWidget(new Label(caption, TextRole::Caption, Label::Tone::Secondary, box), 0, 0, 1,
                      kColumns);
    for (int i = 0; i < words.size(); ++i)
        layout->addWidget((new Label(words.at(i), TextRole::Title, box))->selectable(),
                          1 + i / kColumns, i % kColumns);
    return box;
}

QWidget* ComparisonDialog::makeFingerprint()
{
    auto* box = makeSurface("field", this);
    box->setObjectName(QStringLiteral("fingerprint"));
    auto* layout = new QVBoxLayout(box);
    setGrid(*layout, 4, 3, 1);
    auto* digits = (new Label(m_comparison.fingerprint, TextRole::Title, box))->selectable();
    digits->setFont(fixedFont(digits->font()));
    layout->addWidget(digits->wrapped());
    return box;
}

/// Our code beside the place for theirs; a phone has no use for ours.
QWidget* ComparisonDialog::makeCodes()
{
    const bool isPhone = m_other.device.phone;
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    setGrid(*layout, 0, 0, 4);
    if (!isPhone) {
        auto* picture = new QrView(row);
        picture->setText(m_comparison.code);
        picture->setAccessibleName(tr("Code for the other person's scanner"));
        layout->addWidget(picture, 0, Qt::AlignTop);
    }
    auto* side = new QVBoxLayout;
    setGrid(*side, 0, 0, 2);
    const auto title = isPhone ? tr("Or scan the code that their app shows")
                               : tr("Or let one of you scan the other's screen");
    side->addWidget((new Label(title, TextRole::Strong, row))->wrapped());
    side->addWidget((new Label(tr("A desk scanner types the code into this field. Its text can "
                                  "also be pasted, or a picture of it read."),
                               TextRole::Body, Label::Tone::Secondary, row))
                        ->wrapped());
    m_code = new ScannedCode(m_pictures, row);
    side->addWidget(m_code);
    if (!isPhone)
        addOwnCode(*side);
    side->addStretch(1);
    layout->addLayout(side, 1);
    connect(m_code, &ScannedCode::given, this, [this](const QString& code) {
        m_client.checkCode(m_comparison.address, m_comparison.device, code);
    });
    connect(m_code, &ScannedCode::unreadable, this, &ComparisonDialog::say);
    return row;
}

/// Our code as text, for who cannot scan it.
void ComparisonDialog::addOwnCode(QVBoxLayout& side)
{
    auto* const parent = side.parentWidget();
    auto* show = makeButton("showCode", tr("Show my code as text"), ButtonKind::Link, parent);
    show->setAutoDefault(false);
    auto* own = (new Label(m_comparison.code, TextRole::Caption, parent))->wrapped()->selectable();
    own->setObjectName(QStringLiteral("ownCode"));
    own->hide();
    side.addWidget(show, 0, Qt::AlignLeading);
    side.addWidget(own);
    connect(show, &QPushButton::clicked, this, [this, own] {
        own->setVisible(own->isHidden());
        fit();
    });
}

QWidget* ComparisonDialog::makeButtons()
{
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    setGrid(*row, 0, 0, 2);
    auto* differ = makeButton("keysDiffer", tr("They do not match"), ButtonKind::Danger, buttons);
    auto* cancel = makeButton("cancelComparison", tr("Not now"), ButtonKind::Outlined, buttons);
    m_same = makeButton("keysMatch", tr("They match"), ButtonKind::Primary, buttons);
    for (auto* button : {differ, cancel, m_same})
        button->setAutoDefault(false);  // a scanner ends with Enter: it must not decide
    row->addWidget(differ);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_same);
    connect(differ, &QPushButton::clicked, this, [this] { finish(false); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_same, &QPushButton::clicked, this, [this] { finish(true); });
    return buttons;
}

void ComparisonDialog::onChecked(const CodeCheck& check)
{
    if (check.address != m_comparison.address || check.device != m_comparison.device)
        return;
    if (check.verdict == CodeVerdict::Match) {
        for (const auto& key : check.alsoShown)
            m_client.markCompared(m_comparison.address, key.device, key.digest);
        finish(true);
        return;
    }
    m_same->setEnabled(check.verdict != CodeVerdict::OtherKey);
    m_code->clear();
    say(verdictWords(check.verdict));
}

void ComparisonDialog::say(const QString& words)
{
    m_result->setText(words);
    m_result->show();
    fit();
    announce(*m_result);
}

void ComparisonDialog::finish(bool isSame)
{
    if (isSame)
        m_client.markCompared(m_comparison.address, m_comparison.device, m_comparison.keyDigest);
    else
        m_client.refuseKey(m_comparison.address, m_comparison.device, m_comparison.keyDigest);
    accept();
}

}  // namespace sotto::ui
