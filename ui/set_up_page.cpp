// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/set_up_page.h"

#include "ui/code_field.h"
#include "ui/controls.h"
#include "ui/qr_view.h"

#include <QFrame>
#include <QGridLayout>
#include <QPushButton>
#include <QUrl>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kColumns = 2;

/// "1  Scan this code": a step of the page with its number in front.
QVBoxLayout* makeStep(const QString& title, const QString& text, QWidget* step)
{
    auto* layout = new QVBoxLayout(step);
    setGrid(*layout, 0, 0, 2);
    layout->addWidget((new Label(title, TextRole::Title, step))->wrapped());
    layout->addWidget((new Label(text, TextRole::Body, Label::Tone::Secondary, step))->wrapped());
    return layout;
}

}  // namespace

QString secretInGroups(const QString& otpauthUri)
{
    const auto secret =
        QUrlQuery(QUrl(otpauthUri)).queryItemValue(QStringLiteral("secret"), QUrl::FullyDecoded);
    QString groups;
    for (qsizetype i = 0; i < secret.size(); i += 4)
        groups += (i ? QStringLiteral(" ") : QString()) + secret.mid(i, 4);
    return groups;
}

SetUpPage::SetUpPage(Client& client, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_qr(nullptr),
      m_secret(nullptr),
      m_codes(nullptr),
      m_code(nullptr),
      m_finish(makeButton("finishSetUp", tr("Finish set-up"), ButtonKind::Primary, card()))
{
    setCardWidth(760);
    setHeading(tr("Set up your second factor"),
               tr("Once only. From now on, signing in takes your password and a code from your "
                  "phone."));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(8 * kGrid);
    columns->addWidget(makeScanStep(), 1);
    columns->addWidget(makeKeepStep(), 1);
    body().addLayout(columns);
    body().addSpacing(2 * kGrid);
    body().addWidget(makeRule(Qt::Horizontal, card()));
    body().addSpacing(2 * kGrid);
    body().addWidget(makeProveStep());
    connect(m_finish, &QPushButton::clicked, this, &SetUpPage::submit);
}

QWidget* SetUpPage::makeScanStep()
{
    auto* step = new QWidget(card());
    auto* layout = makeStep(
        tr("1. Scan this code"),
        tr("In your authenticator app choose “Add account” and point the camera here."), step);
    m_qr = new QrView(step);
    m_qr->setObjectName(QStringLiteral("qr"));
    layout->addWidget(m_qr, 0, Qt::AlignLeft);
    layout->addWidget(new Label(tr("No camera? Type this key:"), TextRole::Caption,
                                Label::Tone::Secondary, step));
    m_secret = (new Label({}, TextRole::Body, step))->wrapped()->selectable();
    m_secret->setObjectName(QStringLiteral("secret"));
    m_secret->setFont(fixedFont(m_secret->font()));
    layout->addWidget(m_secret);
    layout->addStretch(1);
    return step;
}

QWidget* SetUpPage::makeKeepStep()
{
    auto* step = new QWidget(card());
    auto* layout = makeStep(tr("2. Write down your recovery codes"),
                            tr("Each one replaces a code from your phone once. Keep them on paper, "
                               "away from this workstation. They are shown only now."),
                            step);
    auto* frame = makeSurface("field", step);
    m_codes = new QGridLayout(frame);
    m_codes->setContentsMargins(16, 12, 16, 12);
    m_codes->setHorizontalSpacing(24);
    m_codes->setVerticalSpacing(8);
    layout->addWidget(frame);
    layout->addStretch(1);
    return step;
}

QWidget* SetUpPage::makeProveStep()
{
    auto* step = new QWidget(card());
    auto* layout = makeStep(tr("3. Type the code that the app shows now"), {}, step);
    m_code = new CodeField(step);
    auto* row = new QHBoxLayout;
    row->addWidget(m_code);
    row->addStretch(1);
    row->addWidget(m_finish, 0, Qt::AlignVCenter);
    layout->addLayout(row);
    layout->addWidget(
        new Label(tr("Checked by the relay"), TextRole::Caption, Label::Tone::Secondary, step));
    m_finish->setEnabled(false);
    connect(m_code, &CodeField::changed, this,
            [this] { m_finish->setEnabled(m_code->isComplete()); });
    connect(m_code, &CodeField::submitted, this, &SetUpPage::submit);
    return step;
}

void SetUpPage::setStage(const SignInStage& stage)
{
    m_qr->setText(stage.otpauthUri);
    m_secret->setText(secretInGroups(stage.otpauthUri));
    while (auto* item = m_codes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto rows = static_cast<int>(stage.relayRecoveryCodes.size() + 1) / kColumns;
    int index = 0;
    for (const auto& code : stage.relayRecoveryCodes) {
        auto* label = (new Label(code, TextRole::Body, m_codes->parentWidget()))->selectable();
        label->setAccessibleName(tr("Recovery code %1").arg(index + 1));
        label->setFont(fixedFont(label->font()));
        m_codes->addWidget(label, index % rows, index / rows);
        ++index;
    }
    m_code->setDigits(stage.codeDigits);
    m_finish->setEnabled(false);
}

QWidget* SetUpPage::firstField() const
{
    return m_code;
}

void SetUpPage::submit()
{
    if (!m_code->isComplete())
        return;
    clearProblem();
    const auto code = m_code->code();
    m_code->clear();
    m_client.submitCode(code);
}

}  // namespace sotto::ui
