// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QScrollArea>

namespace sotto::ui {

/// A picture that is moved and made larger: by wheel, drag and the keys of a scroll area.
class PictureCanvas final : public QScrollArea {
    Q_OBJECT
public:
    explicit PictureCanvas(QWidget* parent);
    ~PictureCanvas() override;

    void setPicture(const QImage& picture);

    const QImage& picture() const { return m_picture; }

    void zoom(double factor);  ///< about the middle of what is seen
    void fit();                ///< all of it, never larger than it is

    double scale() const { return m_scale; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    class Sheet;

    void setScale(double scale);

    QImage m_picture;
    Sheet* m_sheet;
    double m_scale = 1;
    bool m_fitted = true;
    QPoint m_grabbed;
};

}  // namespace sotto::ui
