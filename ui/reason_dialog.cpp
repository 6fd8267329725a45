// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reason_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

QString reasonText(ExportReason reason)
{
    switch (reason) {
    case ExportReason::Treatment:
        return ReasonDialog::tr("Treatment of the patient here");
    case ExportReason::Referral:
        return ReasonDialog::tr("Referral or another provider");
    case ExportReason::PatientRequest:
        return ReasonDialog::tr("The patient asked for it");
    case ExportReason::Law:
        return ReasonDialog::tr("The law requires it");
    case ExportReason::Operations:
        return ReasonDialog::tr("Billing or running the clinic");
    case ExportReason::NotAsked:
        break;
    }
    return {};
}

}  // namespace

ReasonDialog::ReasonDialog(const QString& question, const QString& notice, QWidget* parent)
    : QDialog(parent),
      m_go(makeButton("reasonGo", tr("Continue"), ButtonKind::Primary, this))
{
    setObjectName(QStringLiteral("reasonDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(420);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget((new Label(question, TextRole::Title, this))->wrapped());
    layout->addWidget((new Label(tr("Your clinic asks for the reason. It is written into the "
                                    "activity log, with your name and the time."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    if (!notice.isEmpty()) {
        auto* label = (new Label(notice, TextRole::Strong, Label::Tone::Caution, this))->wrapped();
        label->setObjectName(QStringLiteral("reasonNotice"));
        layout->addWidget(label);
    }
    for (const auto reason : kExportReasons) {
        auto* choice = new QRadioButton(reasonText(reason), this);
        choice->setObjectName(QStringLiteral("reason-") + QLatin1String(toName(reason).data()));
        layout->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this, [this, reason] {
            m_reason = reason;
            m_go->setEnabled(true);
        });
    }
    auto* cancel = makeButton("reasonCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_go);
    layout->addLayout(row);
    m_go->setEnabled(false);
    m_go->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(m_reason);
        accept();
    });
}

}  // namespace sotto::ui
