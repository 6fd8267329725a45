// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_viewer.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/picture_canvas.h"
#include "ui/picture_loader.h"
#include "ui/way_out.h"

#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr double kZoom = 1.25;

/// A button that policy forbids stays, greyed, and says who forbids it.
void applyRule(QToolButton& button, ContentRule rule, bool ready, const QString& text)
{
    button.setEnabled(ready && rule != ContentRule::Deny);
    setPlainToolTip(button,
                    rule == ContentRule::Deny
                        ? PictureViewer::tr("%1: your clinic does not allow this").arg(text)
                        : text);
}

}  // namespace

PictureViewer::PictureViewer(QList<Shown> pictures, qsizetype at, PictureLoader& loader,
                             WayOut& wayOut, QWidget* parent)
    : QDialog(parent),
      m_pictures(std::move(pictures)),
      m_loader(loader),
      m_wayOut(wayOut),
      m_canvas(new PictureCanvas(this)),
      m_caption(new Label({}, TextRole::Body, Label::Tone::Secondary, this))
{
    setObjectName(QStringLiteral("pictureViewer"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(960, 720);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addLayout(makeBar());
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addWidget(m_canvas, 1);
    connect(&m_wayOut, &WayOut::rulesChanged, this, &PictureViewer::applyRules);
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](MessageId id, int side, const QImage& picture) {
                if (id == m_pictures[m_at].id && side == PictureDecoder::kMostSide) {
                    m_canvas->setPicture(picture);
                    applyRules();
                }
            });
    connect(&m_loader, &PictureLoader::failed, this, [this](MessageId id, int) {
        if (id == m_pictures[m_at].id)
            m_caption->setText(tr("This picture is damaged or too large to be shown here."));
    });
    show(at);
    m_canvas->setFocus();
}

PictureViewer::~PictureViewer()
{
    m_loader.forget(m_pictures[m_at].id, PictureDecoder::kMostSide);
}

QToolButton* PictureViewer::addButton(QBoxLayout& bar, const char* name, Icon which,
                                      const QString& text)
{
    auto* button = makeIconButton(name, which, text, this);
    bar.addWidget(button);
    return button;
}

QBoxLayout* PictureViewer::makeBar()
{
    auto* bar = new QHBoxLayout;
    setGrid(*bar, 3, 2, 1);
    m_previous = addButton(*bar, "previousPicture", Icon::Back, tr("Previous picture"));
    m_next = addButton(*bar, "nextPicture", Icon::Next, tr("Next picture"));
    bar->addSpacing(2 * kGrid);
    bar->addWidget(m_caption, 1);
    auto* out = addButton(*bar, "zoomOut", Icon::ZoomOut, tr("Smaller"));
    auto* in = addButton(*bar, "zoomIn", Icon::ZoomIn, tr("Larger"));
    auto* fit = addButton(*bar, "zoomFit", Icon::ZoomFit, tr("All of it"));
    bar->addSpacing(2 * kGrid);
    m_save = addButton(*bar, "savePicture", Icon::Save, tr("Save"));
    m_copy = addButton(*bar, "copyPicture", Icon::Copy, tr("Copy"));
    m_print = addButton(*bar, "printPicture", Icon::Print, tr("Print"));
    bar->addSpacing(2 * kGrid);
    auto* close = addButton(*bar, "closePicture", Icon::Close, tr("Close"));
    connect(m_previous, &QToolButton::clicked, this, [this] { show(m_at - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { show(m_at + 1); });
    connect(out, &QToolButton::clicked, this, [this] { m_canvas->zoom(1 / kZoom); });
    connect(in, &QToolButton::clicked, this, [this] { m_canvas->zoom(kZoom); });
    connect(fit, &QToolButton::clicked, m_canvas, &PictureCanvas::fit);
    connect(m_save, &QToolButton::clicked, this, &PictureViewer::save);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { m_wayOut.copy(m_canvas->picture(), shown().id, shown().labels); });
    connect(m_print, &QToolButton::clicked, this,
            [this] { m_wayOut.print(m_canvas->picture(), shown().id, shown().labels); });
    connect(close, &QToolButton::clicked, this, &QDialog::reject);
    return bar;
}

void PictureViewer::show(qsizetype at)
{
    if (at < 0 || at >= m_pictures.size())
        return;
    m_loader.forget(m_pictures[m_at].id, PictureDecoder::kMostSide);
    m_at = at;
    const auto& shown = m_pictures[at];
    m_canvas->setPicture({});
    m_caption->setText(tr("%1 of %2 · %3 · %4")
                           .arg(at + 1)
                           .arg(m_pictures.size())
                           .arg(shown.from.string(), shown.name.string()));
    m_canvas->setAccessibleName(tr("Picture: %1").arg(shown.name.string()));
    m_previous->setEnabled(at > 0);
    m_next->setEnabled(at + 1 < m_pictures.size());
    applyRules();
    m_loader.want(shown.id, PictureDecoder::kMostSide);
}

void PictureViewer::applyRules()
{
    const bool ready = !m_canvas->picture().isNull();
    applyRule(*m_save, m_wayOut.saving(), true, tr("Save"));
    applyRule(*m_copy, m_wayOut.copying(), ready, tr("Copy"));
    applyRule(*m_print, m_wayOut.printing(), ready, tr("Print"));
}

void PictureViewer::save()
{
    m_wayOut.save(shown().id, shown().name, shown().labels);
}

void PictureViewer::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Save))
        m_save->click();
    else if (event->matches(QKeySequence::Copy))
        m_copy->click();
    else if (event->matches(QKeySequence::Print))
        m_print->click();
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        m_canvas->zoom(kZoom);
    else if (event->key() == Qt::Key_Minus)
        m_canvas->zoom(1 / kZoom);
    else if (event->key() == Qt::Key_0)
        m_canvas->fit();
    else if (event->key() == Qt::Key_PageUp)
        show(m_at - 1);
    else if (event->key() == Qt::Key_PageDown)
        show(m_at + 1);
    else
        QDialog::keyPressEvent(event);
}

}  // namespace sotto::ui
