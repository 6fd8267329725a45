// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/picture.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace sotto::ui {

class Label;
class ScannedCode;

/// Two people make sure that nobody stands between their devices: they read twelve words to each
/// other, or one scans what the other's screen shows. Nothing is decided but by their word.
class ComparisonDialog final : public QDialog {
    Q_OBJECT
public:
    struct Other {
        QString person;
        DeviceSnapshot device;
    };

    /// Without `pictures` no code is read from one.
    ComparisonDialog(Client& client, ComparisonSnapshot comparison, Other other,
                     PictureDecoder* pictures, QWidget* parent);

private:
    QWidget* makeWords(const char* name, const QString& caption, const QStringList& words);
    QWidget* makeFingerprint();
    QWidget* makeCodes();
    void addOwnCode(QVBoxLayout& side);
    QWidget* makeButtons();
    void onChecked(const CodeCheck& check);
    void say(const QString& words);
    void fit();
    void finish(bool isSame);

    Client& m_client;
    PictureDecoder* m_pictures;
    ComparisonSnapshot m_comparison;
    Other m_other;
    ScannedCode* m_code = nullptr;
    Label* m_result;
    QPushButton* m_same = nullptr;
};

}  // namespace sotto::ui
