// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/picture.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace sotto::ui {

/// Takes what the other person's screen shows: typed by a desk scanner, pasted, or found in a
/// picture of it. Believes nothing of it.
class ScannedCode final : public QWidget {
    Q_OBJECT
public:
    /// Without `pictures` none are taken.
    ScannedCode(PictureDecoder* pictures, QWidget* parent);

    void clear();

Q_SIGNALS:
    void given(const QString& code);
    void unreadable(const QString& words);  ///< a picture; what to tell the person

private:
    void give(const QString& code);
    void choosePicture();
    void readPicture(const QString& path);

    PictureDecoder* m_pictures;
    QLineEdit* m_code;
    QPushButton* m_picture;
};

}  // namespace sotto::ui
