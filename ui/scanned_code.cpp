// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scanned_code.h"

#include "ui/controls.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

namespace sotto::ui {
namespace {

constexpr int kMostCode = 8192;  // characters; the engine refuses longer ones

/// What there is of it up to one byte more than a decoder takes: then it refuses.
QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(PictureDecoder::kMostBytes + 1)
                                          : QByteArray();
}

}  // namespace

ScannedCode::ScannedCode(PictureDecoder* pictures, QWidget* parent)
    : QWidget(parent),
      m_pictures(pictures),
      m_code(new QLineEdit(this)),
      m_picture(makeButton("codePicture", tr("Read from a picture…"), ButtonKind::Outlined, this))
{
    m_code->setObjectName(QStringLiteral("scannedCode"));
    m_code->setMaxLength(kMostCode);
    m_code->setAccessibleName(tr("Their code"));
    m_code->setPlaceholderText(tr("Their code"));
    auto* check = makeButton("checkCode", tr("Check"), ButtonKind::Outlined, this);
    for (auto* button : {check, m_picture})
        button->setAutoDefault(false);
    m_picture->setVisible(m_pictures != nullptr);
    setTabOrder(check, m_picture);  // as sight has them
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 2);
    auto* row = new QHBoxLayout;
    setGrid(*row, 0, 0, 2);
    row->addWidget(m_code, 1);
    row->addWidget(check);
    layout->addLayout(row);
    layout->addWidget(m_picture, 0, Qt::AlignLeading);
    setFocusProxy(m_code);
    connect(check, &QPushButton::clicked, this, [this] { give(m_code->text()); });
    connect(m_code, &QLineEdit::returnPressed, this, [this] { give(m_code->text()); });
    connect(m_picture, &QPushButton::clicked, this, &ScannedCode::choosePicture);
}

void ScannedCode::clear()
{
    m_code->clear();
}

void ScannedCode::give(const QString& code)
{
    if (!code.trimmed().isEmpty())
        Q_EMIT given(code);
}

void ScannedCode::choosePicture()
{
    auto* dialog = new QFileDialog(this, tr("Sotto"),
                                   QStandardPaths::writableLocation(QStandardPaths::HomeLocation),
                                   tr("Pictures (*.png *.jpg *.jpeg)"));
    dialog->setObjectName(QStringLiteral("chooseCodePicture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::DontUseNativeDialog);  // it would stay after a lock
    connect(dialog, &QFileDialog::fileSelected, this, &ScannedCode::readPicture);
    dialog->open();
}

void ScannedCode::readPicture(const QString& path)
{
    m_picture->setEnabled(false);
    m_pictures->readCode(contentOf(path)).then(this, [this](const Result<QString>& code) {
        m_picture->setEnabled(true);
        if (code)
            give(*code);
        else if (code.error().code == Errc::NotFound)
            Q_EMIT unreadable(tr("There is no code in that picture, or more than one. Take it "
                                 "again, near and straight. Nothing was changed."));
        else
            Q_EMIT unreadable(tr("That picture cannot be read here. It must be a PNG or JPEG. You "
                                 "can paste the code's text instead. Nothing was changed."));
    });
}

}  // namespace sotto::ui
