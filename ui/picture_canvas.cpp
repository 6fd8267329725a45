// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr double kLargest = 8;
constexpr double kSmallest = 0.05;
constexpr double kStep = 1.25;

}  // namespace

class PictureCanvas::Sheet final : public QWidget {
public:
    explicit Sheet(const QImage& picture, QWidget* parent) : QWidget(parent), m_picture(picture) { }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect(), m_picture);
    }

private:
    const QImage& m_picture;
};

PictureCanvas::PictureCanvas(QWidget* parent)
    : QScrollArea(parent),
      m_sheet(new Sheet(m_picture, this))
{
    setObjectName(QStringLiteral("pictureCanvas"));
    setFrameShape(NoFrame);
    setAlignment(Qt::AlignCenter);
    setWidget(m_sheet);
}

PictureCanvas::~PictureCanvas() = default;

void PictureCanvas::setPicture(const QImage& picture)
{
    m_picture = picture;
    fit();
}

void PictureCanvas::fit()
{
    m_fitted = true;
    if (m_picture.isNull()) {
        m_sheet->resize(0, 0);
        return;
    }
    const auto room = QSizeF(maximumViewportSize());
    setScale(std::min({1.0, room.width() / m_picture.width(), room.height() / m_picture.height()}));
}

void PictureCanvas::zoom(double factor)
{
    m_fitted = false;
    setScale(std::clamp(m_scale * factor, kSmallest, kLargest));
}

void PictureCanvas::setScale(double scale)
{
    auto* const across = horizontalScrollBar();
    auto* const down = verticalScrollBar();
    const double growth = scale / m_scale;
    const auto middle = QPointF(across->value() + viewport()->width() / 2.0,
                                down->value() + viewport()->height() / 2.0) *
        growth;
    m_scale = scale;
    m_sheet->resize((QSizeF(m_picture.size()) * scale).toSize().expandedTo({1, 1}));
    across->setValue(static_cast<int>(middle.x() - viewport()->width() / 2.0));
    down->setValue(static_cast<int>(middle.y() - viewport()->height() / 2.0));
    m_sheet->update();
}

void PictureCanvas::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (m_fitted)
        fit();
}

void PictureCanvas::keyPressEvent(QKeyEvent* event)
{
    // Another picture is more than another part of this one: for the window.
    if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        event->ignore();
    else
        QScrollArea::keyPressEvent(event);
}

void PictureCanvas::wheelEvent(QWheelEvent* event)
{
    zoom(event->angleDelta().y() > 0 ? kStep : 1 / kStep);
    event->accept();
}

void PictureCanvas::mousePressEvent(QMouseEvent* event)
{
    m_grabbed = event->pos();
}

void PictureCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const auto moved = event->pos() - m_grabbed;
    m_grabbed = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

}  // namespace sotto::ui
