// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kMostChars = 80;

}  // namespace

ProfileDialog::ProfileDialog(Client& client, const SelfSnapshot& self, QWidget* parent)
    : QDialog(parent),
      m_title(nullptr),
      m_department(nullptr),
      m_phone(nullptr)
{
    setObjectName(QStringLiteral("profileDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(420);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("My profile"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("Your colleagues see this in the directory. It is not secret: "
                                    "write nothing about patients. Your name is set by your "
                                    "clinic."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_title = addField("profileTitle", tr("Title, for example Charge nurse"), self.profile.title);
    m_department = addField("profileDepartment", tr("Department"), self.profile.department);
    m_phone = addField("profilePhone", tr("Phone, to call instead"), self.profile.phone);
    m_phone->setValidator(new QRegularExpressionValidator(
        QRegularExpression(QStringLiteral("[0-9+() .-]{0,32}")), m_phone));
    auto* save = makeButton("profileSave", tr("Save"), ButtonKind::Primary, this);
    auto* cancel = makeButton("profileCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(save);
    layout->addLayout(row);
    save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this, &client] {
        client.saveProfile(
            {m_title->text().trimmed(), m_department->text().trimmed(), m_phone->text().trimmed()});
        accept();
    });
    m_title->setFocus();
}

QLineEdit* ProfileDialog::addField(const char* name, const QString& caption, const QString& text)
{
    auto* field = new QLineEdit(text, this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(caption);
    field->setMaxLength(kMostChars);
    auto* label = new Label(caption, TextRole::Strong, this);
    label->setBuddy(field);
    layout()->addWidget(label);
    layout()->addWidget(field);
    return field;
}

}  // namespace sotto::ui
